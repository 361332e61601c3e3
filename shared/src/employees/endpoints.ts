import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { id } from '../contracts/values.ts';
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
          /** The last day of being away, also one that has passed; null for being here. */
          awayUntil: z.iso.date().nullable(),
          openCount: z.int().meta({ description: 'Customers assigned to them, not archived, not done' }),
        }),
      ),
    }),
  },
});

/** The last day of being away in the person's own days; null for being here. */
const away = z.strictObject({
  until: z.iso
    .date()
    .refine((day) => day >= '1900-01-01', 'must lie between the years 1900 and 9999')
    .nullable(),
});

export const setAway = defineEndpoint({
  id: 'setAway',
  method: 'PUT',
  path: '/api/employees/:id/away',
  feature: 'employees',
  summary:
    'Say until which day, that day included, a person is away; everybody for themselves, supervisors and administrators for all',
  access: 'session',
  params: z.strictObject({ id }),
  body: away,
  responses: { 200: away },
});
