import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { employee } from './employee.ts';

export const listEmployees = defineEndpoint({
  id: 'listEmployees',
  method: 'GET',
  path: '/api/employees',
  feature: 'employees',
  summary: 'List the people of the organisation with their open work, by name',
  access: 'session',
  responses: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          ...employee.shape,
          openCount: z.int().meta({ description: 'Customers assigned to them, not archived, not done' }),
        }),
      ),
    }),
  },
});
