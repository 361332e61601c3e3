import { z } from 'zod';
import { batch } from '../batches/batch.ts';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { id, updatedAt } from '../contracts/values.ts';
import { role } from '../employees/employee.ts';
import { issuedLink } from '../passwordLinks/passwordLink.ts';
import { person } from './person.ts';

const common = { feature: 'people', access: 'session' } as const;
const params = z.strictObject({ id });

const name = shortText(200);
/** Kept in lower case; unique in the organisation. */
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const listPeople = defineEndpoint({
  ...common,
  id: 'listPeople',
  method: 'GET',
  path: '/api/people',
  summary: 'Everybody of the organisation, also who is not active, by name; administrators only',
  responses: { 200: z.strictObject({ items: z.array(person) }) },
});

export const invitePerson = defineEndpoint({
  ...common,
  id: 'invitePerson',
  method: 'POST',
  path: '/api/people',
  summary: 'Invite somebody: a person without a password and a one-time link; administrators only',
  body: z.strictObject({
    name,
    email,
    role: role.default('employee'),
    teams: z
      .array(z.strictObject({ id, isSupervisor: z.boolean().default(false) }))
      .max(100)
      .refine(
        (list) => new Set(list.map((team) => team.id)).size === list.length,
        'must not name a team twice',
      )
      .default([]),
  }),
  responses: { 201: z.strictObject({ person, link: issuedLink }) },
});

export const updatePerson = defineEndpoint({
  ...common,
  id: 'updatePerson',
  method: 'PATCH',
  path: '/api/people/:id',
  summary:
    'Change name, e-mail address or role; a new address voids the open link; administrators only; 409 `outdated` when the person changed since `updatedAt`',
  params,
  body: z
    .strictObject({ updatedAt, ...z.strictObject({ name, email, role }).exactPartial().shape })
    .refine((patch) => Object.keys(patch).length > 1, 'must change at least one part'),
  responses: { 200: person },
});

export const sendPasswordLink = defineEndpoint({
  ...common,
  id: 'sendPasswordLink',
  method: 'POST',
  path: '/api/people/:id/links',
  summary:
    'Make a new one-time link, an invitation for who has no password yet; older ones are void; administrators only',
  params,
  responses: { 201: z.strictObject({ person, link: issuedLink }) },
});

const assignees = z
  .array(id)
  .min(2)
  .max(500)
  .refine((list) => new Set(list).size === list.length, 'must not name a person twice');

export const deactivatePerson = defineEndpoint({
  ...common,
  id: 'deactivatePerson',
  method: 'POST',
  path: '/api/people/:id/deactivation',
  summary:
    'Hand over the open customers of a person and let them act no more: both or neither; their sessions end at once; administrators only',
  idempotencyKey: true,
  params,
  body: z
    .strictObject({
      updatedAt,
      /** Who gets the open customers; null leaves them to nobody. */
      assignedTo: id.nullable().exactOptional(),
      /** Several people instead. */
      assignees: assignees.exactOptional(),
      split: z.enum(['even', 'load']).default('even'),
    })
    .refine(
      ({ assignedTo, assignees: several }) => (assignedTo === undefined) !== (several === undefined),
      'must have either assignedTo or assignees',
    ),
  responses: {
    200: z.strictObject({
      person,
      /** The hand-over, which can be undone as every batch; null when there was nothing to hand over. */
      batch: batch.nullable(),
    }),
  },
});

export const reactivatePerson = defineEndpoint({
  ...common,
  id: 'reactivatePerson',
  method: 'POST',
  path: '/api/people/:id/reactivation',
  summary:
    'Let a person act again, with the password they had; administrators only; active already, nothing changes',
  params,
  responses: { 200: person },
});
