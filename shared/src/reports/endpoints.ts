import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { timeZone } from '../contracts/timeZone.ts';
import { id, recordedAt } from '../contracts/values.ts';
import { report } from './report.ts';

const DAY = 86_400_000;
export const PERIOD_MAXIMUM_DAYS = 366;
const EARLIEST = '2000-01-01';
const LATEST = '2099-12-31';

const day = z.iso
  .date()
  .refine((text) => text >= EARLIEST && text <= LATEST, `must lie between ${EARLIEST} and ${LATEST}`)
  .meta({ description: 'A calendar day, for example 2026-11-21' });

/** How many days a period has, the first and the last included. */
export const daysOf = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY + 1;

export const reportQuery = z
  .strictObject({
    from: day,
    /** The last day, itself included. */
    to: day,
    /** Only the people of this team. Employees ask for no team: they see their own numbers. */
    team: id.optional(),
    /** Whose days are meant; the zone of the person's settings unless given, else UTC. */
    timeZone: timeZone.optional(),
  })
  .refine(({ from, to }) => from <= to, { error: 'must not lie before the first day', path: ['to'] })
  .refine((period) => daysOf(period) <= PERIOD_MAXIMUM_DAYS, {
    error: `must be at most ${PERIOD_MAXIMUM_DAYS} days, the first included`,
    path: ['to'],
  });
export type ReportQuery = z.output<typeof reportQuery>;

export const reportAnswer = z
  .strictObject({
    /** The last good one; null when there is none yet. */
    report: report.nullable(),
    /** When it was computed. */
    computedAt: recordedAt.nullable(),
    ageSeconds: z.number().nullable(),
    /** Older than a minute: a newer one is being computed or could not be. */
    isStale: z.boolean(),
    /** A newer one is being computed: ask again. */
    isRunning: z.boolean(),
    /** Why there is no newer one: it took too long, there was too much to compute, or it went wrong. */
    failure: z.enum(['timeout', 'busy', 'error']).nullable(),
  })
  .meta({ id: 'ReportAnswer' });
export type ReportAnswer = z.output<typeof reportAnswer>;

export const getReport = defineEndpoint({
  id: 'getReport',
  method: 'GET',
  path: '/api/reports',
  feature: 'reports',
  summary:
    'Numbers of a period: created against resolved, age, load and overdue work, time in status, conflicts avoided. Of everybody or of one team for supervisors and administrators, one’s own for employees',
  access: 'session',
  query: reportQuery,
  responses: { 200: reportAnswer },
});
