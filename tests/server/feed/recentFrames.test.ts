import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBehind, type Place } from '@caseload/server/feed/place.ts';
import { RecentFrames } from '@caseload/server/feed/recentFrames.ts';
import { printSeed } from '../../support/print.ts';

const seed = printSeed();
const BYTES = 10;
const byPlace = (a: Place, b: Place) => (isBehind(a, b) ? 1 : -1);
const places = fc.uniqueArray(
  fc.record({ transaction: fc.integer({ min: 2, max: 12 }), position: fc.integer({ min: 1, max: 40 }) }),
  { selector: ({ transaction, position }) => `${transaction}/${position}`, maxLength: 30 },
);

test('behind any place it has everything or says that it does not, and never more bytes than it may', () => {
  fc.assert(
    fc.property(
      places,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 20 }),
      fc.record({ transaction: fc.integer({ min: 0, max: 13 }), position: fc.integer({ min: 0, max: 41 }) }),
      (some, inOnePiece, most, asked) => {
        const begin = { transaction: 1, position: 0 };
        const recent = new RecentFrames(begin, most * BYTES);
        const all = some.toSorted(byPlace).map((place) => ({ place, bytes: Buffer.alloc(BYTES) }));
        for (let at = 0; at < all.length; at += inOnePiece) {
          const piece = all.slice(at, at + inOnePiece);
          recent.append(piece, piece.at(-1)?.place ?? begin);
        }
        const behind = all.filter(({ place }) => isBehind(place, asked));
        const found = recent.after(asked, all.length);
        const isKept = !isBehind(begin, asked) && behind.length <= most;
        expect(found).toEqual(isKept ? behind : undefined);
        expect(recent.end).toEqual(all.at(-1)?.place ?? begin);
        if (isKept) expect(recent.after(asked, 2)).toEqual(behind.slice(0, 2));
      },
    ),
    { seed },
  );
});
