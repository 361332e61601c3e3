import { customerListQuery } from '../assignedWork/endpoints.ts';
import { defineEndpoint, XLSX } from '../contracts/defineEndpoint.ts';

/**
 * The filters of the list without its order: the file is in the order in which customers were created, which no
 * change can alter, so that none is left out or written twice however long the reading takes.
 */
export const customerExportQuery = customerListQuery.omit({
  sort: true,
  limit: true,
  cursor: true,
  include: true,
});

const common = {
  method: 'GET',
  feature: 'exports',
  access: 'session',
  query: customerExportQuery,
  responses: { 200: null },
} as const;

export const exportCustomers = defineEndpoint({
  ...common,
  id: 'exportCustomers',
  path: '/api/customers.csv',
  summary:
    'Every customer a list holds as a CSV file, complete, in the order they were created. `X-Total-Count` says how many there were when it began; changes meanwhile may alter that',
  produces: 'text/csv',
});

export const exportCustomersXlsx = defineEndpoint({
  ...common,
  id: 'exportCustomersXlsx',
  path: '/api/customers.xlsx',
  summary:
    'The same as a workbook: times are dates in UTC, numeric fields numbers, everything else text; after 1,048,576 rows it goes on in another sheet',
  produces: XLSX,
});
