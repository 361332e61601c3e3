import { demoPeople } from '@caseload/shared/session/demoPeople.ts';
import { makeOffice, type Office } from './office.ts';
import { type OfficeSize, planOffice, type Round } from './planOffice.ts';
import { makeIds, makeRandom } from './random.ts';

export type PlannedOffice = { readonly office: Office; readonly rounds: readonly Round[] };

const SEED = 20_261_121;
const DAY = 86_400_000;

const SIZES: Readonly<Record<string, OfficeSize>> = {
  harbour: { unassigned: 200, archived: 40, actions: 39_000 },
  northgate: { unassigned: 0, archived: 0, actions: 1_000 },
};

/** The whole demo office, the same on every day but for the dates, which lie around `now`. */
export function planDemo(now: number): PlannedOffice[] {
  const random = makeRandom(SEED);
  const newId = makeIds(random);
  // From numbers of their own, so that everybody else stays who they are.
  const newTeamId = makeIds(makeRandom(SEED + 1));
  const today = Math.floor(now / DAY) * DAY;
  const people = Map.groupBy(demoPeople, ({ organisation }) => organisation);
  return [...people].map(([name, members]) => {
    const office = makeOffice(name, members, newId, newTeamId);
    const size = SIZES[office.slug] ?? { unassigned: 0, archived: 0, actions: 0 };
    return { office, rounds: planOffice({ random, newId, office, today, size }) };
  });
}
