import { id } from '@caseload/shared/contracts/values.ts';
import { z } from 'zod';

export const BOARD_SORTS = ['load', 'overdue', 'name'] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** What the address of the board can say. Without a team it is that of the person who looks, else everybody. */
const boardSearch = z.object({
  team: z
    .union([z.literal('all'), id])
    .optional()
    .catch(undefined),
  sort: z.enum(['overdue', 'name']).optional().catch(undefined),
});
export type BoardSearch = z.output<typeof boardSearch>;

export function readBoardSearch(raw: Record<string, unknown>): BoardSearch {
  return boardSearch.parse(raw);
}
