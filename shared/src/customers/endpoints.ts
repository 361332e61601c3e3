import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { id, updatedAt } from '../contracts/values.ts';
import { customer, customerFields } from './customer.ts';

const customerParams = z.strictObject({ id });

/** What a new customer starts with; everything but the name has a default. */
export const newCustomer = z.strictObject({
  ...customerFields,
  email: customerFields.email.default(null),
  phone: customerFields.phone.default(null),
  status: customerFields.status.default('new'),
  priority: customerFields.priority.default('normal'),
  assignedTo: customerFields.assignedTo.default(null),
  archived: customerFields.archived.default(false),
  dueAt: customerFields.dueAt.default(null),
  followUpAt: customerFields.followUpAt.default(null),
  notes: customerFields.notes.default(''),
  tags: customerFields.tags.default([]),
  fields: customerFields.fields.default({}),
});
/** Unless it is said, the status is the first open one that is in use. */
const askedCustomer = newCustomer.extend({ status: customerFields.status.exactOptional() });
export type NewCustomer = z.output<typeof askedCustomer>;

/** A change: the fields to set and the `updatedAt` they are based on (or `If-Match` in its place). */
export const customerPatch = z
  .strictObject({ updatedAt, ...customerFields })
  .exactPartial()
  .refine((patch) => Object.keys(patch).some((key) => key !== 'updatedAt'), 'must change at least one field');
export type CustomerPatch = z.output<typeof customerPatch>;

export const createCustomer = defineEndpoint({
  id: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  feature: 'customers',
  summary: 'Create a customer',
  access: 'session',
  idempotencyKey: true,
  body: askedCustomer,
  responses: { 201: customer },
});

export const getCustomer = defineEndpoint({
  id: 'getCustomer',
  method: 'GET',
  path: '/api/customers/:id',
  feature: 'customers',
  summary: 'Read a customer',
  access: 'session',
  params: customerParams,
  responses: { 200: customer },
});

export const updateCustomer = defineEndpoint({
  id: 'updateCustomer',
  method: 'PATCH',
  path: '/api/customers/:id',
  feature: 'customers',
  summary: 'Change fields of a customer; 409 when somebody changed it since `updatedAt`',
  access: 'session',
  idempotencyKey: true,
  ifMatch: true,
  params: customerParams,
  body: customerPatch,
  responses: { 200: customer },
});
