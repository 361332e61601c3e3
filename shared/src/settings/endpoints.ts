import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { longText, shortText } from '../contracts/text.ts';
import { recordedAt } from '../contracts/values.ts';
import { employee } from '../employees/employee.ts';
import { settableKeys, settableSettings, settings } from './settings.ts';

const common = { feature: 'settings', access: 'session' } as const;

export const getSettings = defineEndpoint({
  ...common,
  id: 'getSettings',
  method: 'GET',
  path: '/api/settings',
  summary: 'What the person set for themselves',
  responses: { 200: settings },
});

export const updateSettings = defineEndpoint({
  ...common,
  id: 'updateSettings',
  method: 'PATCH',
  path: '/api/settings',
  summary: 'Set some of it; each part on its own, so that two devices do not undo each other',
  body: z
    .strictObject({ ...settableSettings, ...settableKeys })
    .exactPartial()
    .refine((patch) => Object.keys(patch).length > 0, 'must set at least one part')
    .refine(
      ({ keys, changedKeys, resetKeys }) => !keys || !(changedKeys ?? resetKeys),
      'must not replace all keys and change some of them',
    ),
  responses: { 200: settings },
});

export const updateProfile = defineEndpoint({
  ...common,
  id: 'updateProfile',
  method: 'PATCH',
  path: '/api/settings/profile',
  summary: 'Change the own name; 409 `outdated` when it is another than `from` by now',
  body: z.strictObject({ name: shortText(200), from: z.string().max(200).exactOptional() }),
  responses: { 200: employee },
});

export const PASSWORD_MINIMUM = 15;
export const PASSWORD_MAXIMUM = 256;

export const changePassword = defineEndpoint({
  ...common,
  id: 'changePassword',
  method: 'POST',
  path: '/api/settings/password',
  summary: 'Change the own password; every other session of the person ends',
  body: z.strictObject({
    currentPassword: longText(PASSWORD_MAXIMUM, 1),
    newPassword: longText(PASSWORD_MAXIMUM, PASSWORD_MINIMUM),
  }),
  responses: { 204: null },
});

const sessionId = z.string().regex(/^[A-Za-z0-9_-]{43}$/u, 'is no session');

/** One signed-in browser or program of the person. */
const ownSession = z
  .strictObject({
    id: z.string(),
    current: z.boolean(),
    signedInAt: recordedAt,
    /** Exact to a minute. */
    seenAt: recordedAt,
    expiresAt: recordedAt,
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.output<typeof ownSession>;

export const listSessions = defineEndpoint({
  ...common,
  id: 'listSessions',
  method: 'GET',
  path: '/api/settings/sessions',
  summary: 'Where the person is signed in, the latest first',
  responses: { 200: z.strictObject({ items: z.array(ownSession) }) },
});

export const revokeSession = defineEndpoint({
  ...common,
  id: 'revokeSession',
  method: 'DELETE',
  path: '/api/settings/sessions/:id',
  summary: 'End one session of the person at once, everywhere',
  params: z.strictObject({ id: sessionId }),
  responses: { 204: null },
});

export const revokeOtherSessions = defineEndpoint({
  ...common,
  id: 'revokeOtherSessions',
  method: 'DELETE',
  path: '/api/settings/sessions',
  summary: 'End every session of the person but this one',
  responses: { 204: null },
});
