import { exportCustomers, exportCustomersXlsx } from '@caseload/shared/exports/endpoints.ts';
import type { Contender, Contest } from '../contest.ts';
import { timed } from '../drive/timed.ts';
import type { Office } from '../office.ts';

/** Everybody's customers as a file. What it takes of the server's memory must not grow with the rows. */
export const exportContests = (office: Office, city: Office): Contest[] => [
  contest(office, city, 'CSV', saveCsv),
  contest(office, city, 'XLSX', saveXlsx),
];

type Save = (place: Office) => Promise<number>;

const contest = (office: Office, city: Office, kind: string, save: Save): Contest => ({
  name: `Everybody's customers as ${kind}, rows`,
  comparedBy: 'rate',
  rounds: 1,
  contenders: [contender('office', office, save), contender('city', city, save)],
});

const contender = (name: string, place: Office, save: Save): Contender => ({
  name,
  async measure() {
    let rows = 0;
    const measured = await timed(1, async () => {
      rows = await save(place);
    });
    return { ...measured, perSecond: measured.perSecond * rows };
  },
});

/** Resolves to the number of rows that were saved; rejects when it is not the one that was announced. */
async function saveCsv(place: Office): Promise<number> {
  const { body, total } = await ask(place, exportCustomers.path);
  let lines = 0;
  let former = 0;
  for await (const chunk of body)
    for (const byte of chunk) {
      if (former === CR && byte === LF) lines += 1;
      former = byte;
    }
  if (lines - 1 !== total) throw new Error(`${lines - 1} rows instead of ${total}`);
  return total;
}

async function saveXlsx(place: Office): Promise<number> {
  const { body, total } = await ask(place, exportCustomersXlsx.path);
  let end = Buffer.alloc(0);
  for await (const chunk of body) end = Buffer.concat([end, chunk]).subarray(-END_BYTES);
  if (!end.includes(END_OF_ZIP)) throw new Error('the workbook has no end');
  return total;
}

const CR = 13;
const LF = 10;
/** The signature that the last record of a ZIP file begins with, and its bytes with room for a longer one. */
const END_OF_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
const END_BYTES = 128;

async function ask({ url, busiest }: Office, path: string) {
  const answer = await fetch(`${url}${path}?assignedTo=any`, { headers: { cookie: busiest.cookie } });
  if (!answer.ok || answer.body === null)
    throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return { body: answer.body, total: Number(answer.headers.get('x-total-count')) };
}
