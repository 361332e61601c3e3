import { customerListQuery } from '../assignedWork/endpoints.ts';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';

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

export const exportCustomers = defineEndpoint({
  id: 'exportCustomers',
  method: 'GET',
  path: '/api/customers.csv',
  feature: 'exports',
  summary:
    'Every customer a list holds as a CSV file, complete, in the order they were created. `X-Total-Count` says how many there were when it began',
  access: 'session',
  produces: 'text/csv',
  query: customerExportQuery,
  responses: { 200: null },
});
