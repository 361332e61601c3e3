import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { longText } from '../contracts/text.ts';
import { recordedAt } from '../contracts/values.ts';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '../settings/endpoints.ts';
import { linkPurpose } from './passwordLink.ts';

const common = { feature: 'passwordLinks', access: 'public' } as const;
/** What stands behind `#` in the address; in a body, so that it is in no log. */
const token = longText(200, 1);

export const findPasswordLink = defineEndpoint({
  ...common,
  id: 'findPasswordLink',
  method: 'POST',
  path: '/api/password-links/lookup',
  summary:
    'For whom a one-time link is; 404 for every link that is not good: unknown, used, replaced or expired',
  body: z.strictObject({ token }),
  responses: {
    200: z.strictObject({
      purpose: linkPurpose,
      name: z.string(),
      email: z.string(),
      organisation: z.string(),
      expiresAt: recordedAt,
    }),
  },
});

export const setPassword = defineEndpoint({
  ...common,
  id: 'setPassword',
  method: 'POST',
  path: '/api/password-links/password',
  summary:
    'Set the password by a one-time link, which is good no more then; every session of the person ends; 404 as above',
  body: z.strictObject({ token, password: longText(PASSWORD_MAXIMUM, PASSWORD_MINIMUM) }),
  responses: { 200: z.strictObject({ email: z.string() }) },
});
