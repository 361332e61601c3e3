import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';
import { employee } from '../employees/employee.ts';
import { linkPurpose } from '../passwordLinks/passwordLink.ts';

/** `invited` may act and has no password yet. */
export const PERSON_STATES = ['active', 'invited', 'inactive'] as const;
export const personState = z.enum(PERSON_STATES);
export type PersonState = z.output<typeof personState>;

/** Somebody of the organisation as administrators see them. */
export const person = z
  .strictObject({
    ...employee.shape,
    state: personState,
    teams: z
      .array(z.strictObject({ id: z.string(), name: z.string(), isSupervisor: z.boolean() }))
      .meta({ description: 'By name' }),
    openCount: z.int().meta({ description: 'Customers assigned to them, not archived, not done' }),
    /** Null when they never did, or not since this is kept. */
    lastSignInAt: recordedAt.nullable(),
    /** The link that is good at this moment, if there is one. */
    link: z.strictObject({ purpose: linkPurpose, createdAt: recordedAt, expiresAt: recordedAt }).nullable(),
    /** Of name, e-mail address, role and `active`. */
    updatedAt: recordedAt,
  })
  .meta({ id: 'Person' });
export type Person = z.output<typeof person>;
