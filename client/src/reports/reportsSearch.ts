import { id, splitList } from '@caseload/shared/contracts/values.ts';
import { z } from 'zod';

export const PERIODS = ['week', 'month', 'thisMonth', 'lastMonth', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** The parts of the page, by the names they have in its address. */
export const SECTIONS = ['flow', 'age', 'overdue', 'load', 'stays', 'conflicts'] as const;
export type SectionName = (typeof SECTIONS)[number];

/**
 * What the address of the reports can say. Absent are the last 30 days and the team of whoever looks, else everybody;
 * what cannot be understood counts as absent, so that old links still open.
 */
const reportsSearch = z.object({
  period: z.enum(PERIODS).exclude(['month']).optional().catch(undefined),
  /** First and last day, in the person's time zone. Only where `period` is absent. */
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  team: z
    .union([z.literal('all'), id])
    .optional()
    .catch(undefined),
  /** What is shown as a table rather than as a chart. */
  tables: z.array(z.enum(SECTIONS)).min(1).max(SECTIONS.length).optional().catch(undefined),
});
export type ReportsSearch = z.output<typeof reportsSearch>;

/** Reads both the address, where lists are `a,b`, and what links pass. */
export function readReportsSearch(raw: Record<string, unknown>): ReportsSearch {
  const { tables } = raw;
  return reportsSearch.parse({ ...raw, tables: typeof tables === 'string' ? splitList(tables) : tables });
}
