import type { exports as english } from '../en/exports.ts';
import type { Translation } from '../translation.ts';

export const exports: Translation<typeof english> = {
  export: 'Exportieren',
  counting: 'Wird gezählt …',
  notCounted: 'Die Zeilen ließen sich nicht zählen. {{reason}}',
  customers_one: '{{formatted}} Kunde',
  customers_other: '{{formatted}} Kunden',
  rows_one: '{{formatted}} Zeile',
  rows_other: '{{formatted}} Zeilen',
  csv: 'Als CSV herunterladen',
  xlsx: 'Für Excel (XLSX) herunterladen',
};
