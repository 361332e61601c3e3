import { z } from 'zod';
import { customField } from '../customFields/customField.ts';

export const statusCategory = z.enum(['open', 'waiting', 'done']);
export type StatusCategory = z.output<typeof statusCategory>;

export const status = z
  .strictObject({
    key: z.string(),
    label: z.string(),
    category: statusCategory,
    /** No longer offered; customers that have it keep it. */
    archived: z.boolean(),
  })
  .meta({ id: 'Status' });
export type Status = z.output<typeof status>;

export const organisation = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    statuses: z.array(status).meta({ description: 'In the order they are shown' }),
    customFields: z.array(customField).meta({ description: 'In the order they are shown, archived last' }),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.output<typeof organisation>;
