import { z } from 'zod';
import { defineEndpoint, XLSX } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { timeZone } from '../contracts/timeZone.ts';
import { commaList, cursor, id, instant, pageLimit } from '../contracts/values.ts';
import { actionType, customerAction, door } from '../customerActions/action.ts';
import { statusKey } from '../customers/customer.ts';

const common = { feature: 'activity', access: 'session' } as const;

/** An action with the customer it is about, as the customer is called now. */
const activity = z
  .strictObject({
    action: customerAction,
    customer: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Activity' });
export type Activity = z.output<typeof activity>;

const person = z.union([id, z.literal('none')]);

const filter = {
  actor: id.optional(),
  customer: id.optional(),
  type: commaList(actionType).optional(),
  via: commaList(door).optional(),
  /** Actions that changed this field; custom ones as `fields.<name>`. */
  field: shortText(100).optional(),
  /** Actions that moved a customer away from one of these statuses. New customers come from none. */
  fromStatus: commaList(statusKey).optional(),
  /** Actions that moved a customer, which was there before, to one of these statuses. */
  toStatus: commaList(statusKey).optional(),
  /** Actions by which a customer went from this person, or from nobody. */
  fromAssignee: person.optional(),
  /** Actions by which a customer came to this person, or to nobody: a new one does unless it is given to somebody. */
  toAssignee: person.optional(),
  /** Actions of people who are in this team now; nobody is in a team that is gone. */
  team: id.optional(),
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

/** The day in the file's name is of this zone; of the person's settings unless given, else UTC. */
const fileQuery = z.strictObject({ ...filter, timeZone: timeZone.optional() });
const file = { ...common, method: 'GET', query: fileQuery, responses: { 200: null } } as const;

export const exportActivity = defineEndpoint({
  ...file,
  id: 'exportActivity',
  path: '/api/activity.csv',
  summary:
    'The same as a CSV file, complete, one row for each changed field. `X-Total-Count` says how many rows there were when it began',
  produces: 'text/csv',
});

export const exportActivityXlsx = defineEndpoint({
  ...file,
  id: 'exportActivityXlsx',
  path: '/api/activity.xlsx',
  summary:
    'The same as a workbook: times are dates in UTC, everything else text; after 1,048,576 rows it goes on in another sheet',
  produces: XLSX,
});
