import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { id, updatedAt } from '../contracts/values.ts';
import { team } from './team.ts';

const common = { feature: 'teams', access: 'session' } as const;
const params = z.strictObject({ id });

const settable = {
  name: shortText(60),
  /** All of them, in any order: who is not named is no member any more. */
  members: z
    .array(z.strictObject({ id, isSupervisor: z.boolean().default(false) }))
    .max(500)
    .refine(
      (list) => new Set(list.map((member) => member.id)).size === list.length,
      'must not name a person twice',
    ),
};

export const listTeams = defineEndpoint({
  ...common,
  id: 'listTeams',
  method: 'GET',
  path: '/api/teams',
  summary: 'The teams of the organisation with their members, by name',
  responses: { 200: z.strictObject({ items: z.array(team) }) },
});

export const createTeam = defineEndpoint({
  ...common,
  id: 'createTeam',
  method: 'POST',
  path: '/api/teams',
  summary: 'Found a team; administrators only',
  body: z.strictObject({ ...settable, members: settable.members.default([]) }),
  responses: { 201: team },
});

export const updateTeam = defineEndpoint({
  ...common,
  id: 'updateTeam',
  method: 'PATCH',
  path: '/api/teams/:id',
  summary:
    'Rename a team or set who is in it; administrators only; 409 `outdated` when it changed since `updatedAt`',
  params,
  body: z
    .strictObject({ updatedAt, ...z.strictObject(settable).exactPartial().shape })
    .refine((patch) => Object.keys(patch).length > 1, 'must change at least one part'),
  responses: { 200: team },
});

export const deleteTeam = defineEndpoint({
  ...common,
  id: 'deleteTeam',
  method: 'DELETE',
  path: '/api/teams/:id',
  summary: 'Dissolve a team; its people and their customers are not touched; administrators only',
  params,
  responses: { 204: null },
});
