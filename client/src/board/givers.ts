import type { BalanceMove } from '@caseload/shared/board/board.ts';

/** What one person would give to others. */
export type Giver = {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly moves: readonly BalanceMove[];
};

/** The moves by who gives, in their order. */
export function giversOf(moves: readonly BalanceMove[]): readonly Giver[] {
  return [...Map.groupBy(moves, ({ from }) => from.id)].map(([id, own]) => ({
    id,
    name: own[0]?.from.name ?? '',
    count: countOf(own),
    moves: own,
  }));
}

export function countOf(moves: readonly BalanceMove[]): number {
  return moves.reduce((sum, { count }) => sum + count, 0);
}
