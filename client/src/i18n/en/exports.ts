export const exports = {
  export: 'Export',
  counting: 'Counting …',
  notCounted: 'The rows could not be counted. {{reason}}',
  customers_one: '{{formatted}} customer',
  customers_other: '{{formatted}} customers',
  rows_one: '{{formatted}} row',
  rows_other: '{{formatted}} rows',
  csv: 'Download as CSV',
  xlsx: 'Download for Excel (XLSX)',
} as const;
