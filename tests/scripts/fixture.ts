import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** 10,000 service requests that the people of Los Angeles made in January 2018; public data of the city. */
export const REQUESTS_FILE = fileURLToPath(
  new URL('../fixtures/la311-service-requests-2018.csv.gz', import.meta.url),
);

/** The options under which the README imports the file. */
export const REQUESTS_OPTIONS = [
  ['--organisation', 'harbour'],
  ['--map', 'externalId=SRNumber'],
  ['--map', 'name=RequestType,Address'],
  ['--map', 'status=Status'],
  ['--map', 'assignedTo=AssignTo'],
  ['--map', 'dueAt=ServiceDate'],
  ['--map', 'createdAt=CreatedDate'],
  ['--map', 'fields.request=SRNumber'],
  ['--map', 'fields.owner=Owner'],
  ['--map', 'fields.source=RequestSource'],
  ['--map', 'fields.council=NCName'],
  ['--status', 'Cancelled=closed'],
  ['--status', 'Referred Out=escalated'],
  ['--unknown-assignee', 'create'],
  ['--dates', 'us'],
  ['--time-zone', 'America/Los_Angeles'],
].flat();

/**
 * The rows of the file by column, read without the importer: by a parser of a few lines that is good enough
 * for this one file.
 */
export async function readRequests(): Promise<Record<string, string>[]> {
  const text = (await promisify(gunzip)(await readFile(REQUESTS_FILE))).toString('utf8');
  const [header = [], ...rows] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.replace('\r', '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    );
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

export function countBy<T>(rows: readonly T[], key: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
}
