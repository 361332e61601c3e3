import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { commaList, cursor, pageLimit } from '../contracts/values.ts';
import { organisationAction, organisationActionType } from './organisationAction.ts';

export const listOrganisationActions = defineEndpoint({
  id: 'listOrganisationActions',
  method: 'GET',
  path: '/api/organisation-actions',
  feature: 'organisationActions',
  summary:
    'What was done to people, teams, statuses, custom fields, tags and shared views, newest first; administrators only',
  access: 'session',
  query: z.strictObject({
    type: commaList(organisationActionType).optional(),
    limit: pageLimit,
    cursor: cursor.optional(),
  }),
  responses: {
    200: z.strictObject({ items: z.array(organisationAction), nextCursor: z.string().nullable() }),
  },
});
