import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { reassignCustomers } from '@caseload/shared/batches/endpoints.ts';
import type { SignedIn } from '../client.ts';
import type { Contest } from '../contest.ts';
import { atTheirPace, type Worker } from '../drive/atTheirPace.ts';
import { connect } from '../drive/connection.ts';
import { must } from '../drive/must.ts';
import type { Office } from '../office.ts';
import { makeRandom, type Random } from '../random.ts';

const CLIENTS = 20;
/** Of the 200 customers that everybody sees first. */
const EACH = 50;

/** Many who move fifty of the same two hundred customers at a time, to anybody, in the order chance gives them. */
export function overlapContest(office: Office, supervisor: SignedIn): Contest {
  let workers: Worker[] = [];
  return {
    name: `${CLIENTS} reassign overlapping sets of ${EACH}`,
    comparedBy: 'rate',
    open() {
      workers = Array.from({ length: CLIENTS }, (_, index) =>
        mover(office, supervisor, makeRandom(index + 1)),
      );
      return Promise.resolve(() => {
        for (const { connection } of workers) connection.close();
      });
    },
    contenders: [
      {
        name: 'Caseload',
        goals: [{ of: 'p99', atMost: 1_000 }],
        measure: (seconds) => atTheirPace(workers, seconds),
      },
    ],
  };
}

function mover({ url, people }: Office, { cookie }: SignedIn, random: Random): Worker {
  const connection = connect(url, cookie);
  return {
    connection,
    thinkMs: () => 0,
    async doNext(ask) {
      // Looking is not what is measured.
      const { items } = await must(connection, listCustomers.responses[200], {
        path: '/api/customers?assignedTo=any&limit=200',
      });
      const customers = shuffled(items, random)
        .slice(0, EACH)
        .map(({ id, updatedAt }) => ({ id, updatedAt }));
      const assignedTo = people[Math.floor(random() * people.length)]?.id;
      await ask({
        method: 'POST',
        path: reassignCustomers.path,
        body: JSON.stringify({ customers, assignedTo, mode: 'best-effort' }),
      });
    },
  };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
