import type { Contest } from '../contest.ts';
import { atTheirPace } from '../drive/atTheirPace.ts';
import { inTurns } from '../inTurns.ts';
import type { Office } from '../office.ts';
import { makeRandom } from '../random.ts';
import type { Sizes } from '../sizes.ts';
import { leave, type Person, sitDown } from './person.ts';

const SIGN_IN_AT_ONCE = 6;

/**
 * So many people, each in a session and on a connection of their own, who think between what they do and hear of all
 * that the others do. `different`
 * is how many people there are; where the crowd is larger, several sit at places of the same person.
 */
export function crowdContest(
  office: Office,
  count: number,
  { thinkMs, different }: Pick<Sizes, 'thinkMs'> & { readonly different: number },
): Contest {
  const [least, most] = thinkMs.map((ms) => ms / 1_000);
  const of = Math.ceil(count / different);
  const enter = (index: number) =>
    sitDown({
      url: office.url,
      email: office.emailOf((index % different) + 1),
      share: { number: Math.floor(index / different), of },
      thinkMs,
      random: makeRandom(index + 1),
    });
  let people: readonly Person[] = [];
  return {
    name: `${count} people who think for ${least} to ${most} s, event streams open`,
    comparedBy: 'rate',
    async open() {
      people = await inTurns([...Array(count).keys()], SIGN_IN_AT_ONCE, enter);
      return () => leave(people);
    },
    contenders: [
      {
        name: 'Caseload',
        goals: [
          { of: 'p95', atMost: 200 },
          { of: 'p99', atMost: 500 },
        ],
        async measure(seconds) {
          const options = { expected: [304, 409], secondsBefore: Math.max(seconds, most ?? 0) };
          const measured = await atTheirPace(people, seconds, options);
          const cut = people.filter(({ stream }) => !stream.isOpen()).length;
          return cut === 0
            ? measured
            : { ...measured, failures: { ...measured.failures, 'stream cut': cut } };
        },
      },
    ],
  };
}
