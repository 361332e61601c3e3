import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { commaList, cursor, id, instant, pageLimit } from '../contracts/values.ts';
import { actionType, customerAction, door } from '../customerActions/action.ts';

const common = { feature: 'activity', access: 'session' } as const;

/** An action with the customer it is about, as the customer is called now. */
const activity = z
  .strictObject({
    action: customerAction,
    customer: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Activity' });
export type Activity = z.output<typeof activity>;

const filter = {
  actor: id.optional(),
  customer: id.optional(),
  type: commaList(actionType).optional(),
  via: commaList(door).optional(),
  /** Actions that changed this field; custom ones as `fields.<name>`. */
  field: shortText(100).optional(),
  from: instant.optional(),
  /** Exclusive. */
  before: instant.optional(),
};
export const activityFilter = z.strictObject(filter);
export type ActivityFilter = z.output<typeof activityFilter>;

export const listActivity = defineEndpoint({
  ...common,
  id: 'listActivity',
  method: 'GET',
  path: '/api/activity',
  summary: 'What happened in the organisation, newest first',
  query: z.strictObject({ ...filter, limit: pageLimit, cursor: cursor.optional() }),
  responses: { 200: z.strictObject({ items: z.array(activity), nextCursor: z.string().nullable() }) },
});

export const getActivity = defineEndpoint({
  ...common,
  id: 'getActivity',
  method: 'GET',
  path: '/api/activity/:id',
  summary: 'One action, for a link to it',
  params: z.strictObject({ id }),
  responses: { 200: activity },
});

export const exportActivity = defineEndpoint({
  ...common,
  id: 'exportActivity',
  method: 'GET',
  path: '/api/activity.csv',
  summary: 'The same as a CSV file, complete, one row for each changed field',
  produces: 'text/csv',
  query: activityFilter,
  responses: { 200: null },
});
