import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';
import { statusCategory } from '../organisations/organisation.ts';

const day = z.iso.date();
const named = z.strictObject({ id: z.string(), name: z.string() });

/** A calendar day of the time zone asked for: from its first moment up to but not including the next day's. */
const dayBounds = { day, from: recordedAt, before: recordedAt };

/** Work that is neither archived nor done at `computedAt`, made between two days. Sums up to `open`. */
export const ageBucket = z
  .strictObject({
    /** Whole days since it was made; the last bucket is without an end. */
    fromDays: z.int(),
    toDays: z.int().nullable(),
    /** The same as moments; null is without an end. */
    createdFrom: recordedAt.nullable(),
    createdBefore: recordedAt.nullable(),
    open: z.int(),
  })
  .meta({ id: 'ReportAgeBucket' });
export type AgeBucket = z.output<typeof ageBucket>;

/** Open work whose due day passed so many days ago. Sums up to `overdue`. */
export const overdueBucket = z
  .strictObject({
    fromDays: z.int(),
    toDays: z.int().nullable(),
    dueFrom: recordedAt.nullable(),
    dueBefore: recordedAt,
    overdue: z.int(),
  })
  .meta({ id: 'ReportOverdueBucket' });
export type OverdueBucket = z.output<typeof overdueBucket>;

/** How long customers had been in a status when they left it, of those that left it within the period. */
export const statusStay = z
  .strictObject({
    status: z.string(),
    label: z.string(),
    category: statusCategory,
    /** How often customers left it. */
    left: z.int(),
    /** Of these, where it is recorded when they came: not so for what was imported in that status. */
    timed: z.int(),
    /** Of the timed ones, in seconds; null when there is none. */
    medianSeconds: z.number().nullable(),
    averageSeconds: z.number().nullable(),
    slowestTenthSeconds: z.number().nullable().meta({ description: 'A tenth of the stays was longer' }),
  })
  .meta({ id: 'ReportStatusStay' });
export type StatusStay = z.output<typeof statusStay>;

export const personLoad = z
  .strictObject({
    /** Null for what is nobody's. */
    employee: z.strictObject({ ...named.shape, active: z.boolean() }).nullable(),
    open: z.int(),
    overdue: z.int(),
    /** Moved into a done status by this person within the period. */
    resolved: z.int(),
  })
  .meta({ id: 'ReportPersonLoad' });
export type PersonLoad = z.output<typeof personLoad>;

const conflicts = {
  /** Saves stopped because somebody else had changed what they would have overwritten: a person decided. */
  asked: z.int(),
  /** Saves of other fields than those that had changed meanwhile: both were kept without a question. */
  merged: z.int(),
};

/**
 * Every section at one moment. What is behind each number can be asked for: see `behind.ts`. "Resolved" is what
 * somebody moved from another category into `done`; what came in done, by an import, was never resolved here.
 */
export const report = z
  .strictObject({
    period: z.strictObject({
      /** First and last day, both included. */
      from: day,
      to: day,
      timeZone: z.string(),
      /** Days of the period that have not begun; they are no part of `flow`. */
      daysToCome: z.int(),
    }),
    /** Whose numbers: a team's, one person's, or everybody's. */
    team: named.nullable(),
    person: named.nullable(),
    /** Now. */
    open: z.int(),
    overdue: z.int(),
    /** When today began, in the days of the time zone: what was due before is overdue. */
    today: recordedAt,
    /** Within the period. Created are customers that are now with the team, resolved those by people of it. */
    flow: z.strictObject({
      created: z.int(),
      resolved: z.int(),
      days: z.array(z.strictObject({ ...dayBounds, created: z.int(), resolved: z.int() })),
    }),
    age: z.array(ageBucket),
    overdueFor: z.array(overdueBucket),
    timeInStatus: z.array(statusStay).meta({ description: 'In the order of the statuses' }),
    load: z.array(personLoad).meta({ description: 'Most open work first, what is nobody’s last' }),
    /** Of the whole organisation; null for a team and for one person, since it is not counted by person. */
    conflictsAvoided: z
      .strictObject({
        ...conflicts,
        days: z.array(z.strictObject({ ...dayBounds, ...conflicts })),
      })
      .nullable(),
    coverage: z.strictObject({
      /** The first recorded action: `resolved` and `timeInStatus` know nothing of before. */
      recordedSince: recordedAt.nullable(),
      /** When conflicts were first counted. */
      conflictsCountedSince: recordedAt.nullable(),
      /** Of the customers created in the period, those brought in by an import or as demo data. */
      broughtIn: z.int(),
      /** Of the resolved ones, those that an import resolved. */
      resolvedByImport: z.int(),
    }),
  })
  .meta({ id: 'Report' });
export type Report = z.output<typeof report>;
