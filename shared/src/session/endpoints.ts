import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { longText } from '../contracts/text.ts';
import { employee } from '../employees/employee.ts';
import { organisation } from '../organisations/organisation.ts';
import { settings } from '../settings/settings.ts';

const session = z.strictObject({ employee, organisation, settings }).meta({ id: 'Session' });
export type Session = z.output<typeof session>;

export const signIn = defineEndpoint({
  id: 'signIn',
  method: 'POST',
  path: '/api/session',
  feature: 'session',
  summary: 'Sign in; sets the session cookie',
  access: 'public',
  body: z.strictObject({ email: longText(320, 1), password: longText(256, 1) }),
  responses: { 200: session },
});

export const getSession = defineEndpoint({
  id: 'getSession',
  method: 'GET',
  path: '/api/session',
  feature: 'session',
  summary: 'Who is signed in',
  access: 'session',
  responses: { 200: session },
});

export const signOut = defineEndpoint({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  feature: 'session',
  summary: 'Sign out; also answers 204 when nobody was signed in',
  access: 'public',
  responses: { 204: null },
});

/** The people a visitor may sign in as with one press; empty outside demo mode. */
export const listDemoPeople = defineEndpoint({
  id: 'listDemoPeople',
  method: 'GET',
  path: '/api/session/demo',
  feature: 'session',
  summary: 'The demo sign-ins; empty unless the demo office is on',
  access: 'public',
  responses: {
    200: z.strictObject({
      password: z.string().nullable(),
      people: z.array(
        z.strictObject({
          email: z.string(),
          name: z.string(),
          role: employee.shape.role,
          organisation: z.string(),
          customers: z.int(),
        }),
      ),
    }),
  },
});
