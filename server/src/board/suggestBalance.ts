import type { Board } from '@caseload/shared/board/board.ts';

type Load = { readonly id: string; readonly name: string; readonly open: number };

/** Who has a tenth more than others, and at least five customers, has much more. */
const MUCH = 1.1;
const AT_LEAST = 5;

/**
 * Who should give how many to whom, so that those who have much more than the average come down to it and nobody
 * is lifted above it. Few moves rather than many small ones: who has most to give fills who has most room.
 */
export function suggestBalance(loads: readonly Load[]): Board['balance'] {
  const average = loads.reduce((sum, { open }) => sum + open, 0) / Math.max(loads.length, 1);
  const much = Math.max(average * MUCH, average + AT_LEAST);
  const givers = loads
    .filter(({ open }) => open > much)
    .map((load) => ({ ...load, spare: load.open - Math.ceil(average) }))
    .toSorted((a, b) => b.spare - a.spare);
  const takers = loads
    .map((load) => ({ ...load, room: Math.floor(average) - load.open }))
    .filter(({ room }) => room > 0)
    .toSorted((a, b) => b.room - a.room);
  const moves: Board['balance']['moves'] = [];
  for (const giver of givers) {
    for (const taker of takers) {
      const count = Math.min(giver.spare, taker.room);
      if (count === 0) continue;
      giver.spare -= count;
      taker.room -= count;
      moves.push({ from: person(giver), to: person(taker), count });
    }
  }
  return { average, moves };
}

const person = ({ id, name }: Load) => ({ id, name });
