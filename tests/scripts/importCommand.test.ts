import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCommandLine, UsageError } from '@caseload/scripts/import/commandLine.ts';
import { createCast } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { cloneDatabase, createEmptyDatabase, type TestDatabase } from '../support/testDatabase.ts';

let clone: TestDatabase;
let directory: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  await createCast(clone.url);
  directory = await mkdtemp(path.join(tmpdir(), 'caseload-import-'));
  await writeFile(path.join(directory, 'good.csv'), 'name,who\nAda,\nBo,ben@harbour.example\n');
  await writeFile(path.join(directory, 'good.csv.gz'), gzipSync('name\nAda\n'));
  await writeFile(path.join(directory, 'broken.csv.gz'), gzipSync('name\nAda\n').subarray(0, 12));
  await writeFile(path.join(directory, 'latin1.csv'), Buffer.from('name\nMüller\n', 'latin1'));
});

afterAll(async () => {
  await clone.drop();
  await rm(directory, { recursive: true, force: true });
});

type Ended = { code: number | null; out: string; err: string };

/** Runs the script as a person in `directory` would through npm. */
const runScript = (...words: string[]) => runScriptOn(clone.url, ...words);

function runScriptOn(url: string, ...words: string[]): Promise<Ended> {
  const script = fileURLToPath(new URL('../../scripts/import.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...words], {
    env: { ...process.env, DATABASE_URL: url, INIT_CWD: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })));
}

const into = ['--organisation', 'harbour', '--map', 'name=name'];
const countCustomers = async () => (await rowsOf(clone.url, 'select 1 from customers')).length;

describe('the script', () => {
  test('imports, prints a summary, and ends with 0', async () => {
    const dry = await runScript('good.csv', ...into, '--map', 'assignedTo=who', '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('Dry run for harbour: nothing was changed.');
    expect(await countCustomers()).toBe(0);
    const { code, out, err } = await runScript(
      'good.csv',
      ...into,
      '--map',
      'assignedTo=who',
      '--rejects',
      'no.csv',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^Imported into harbour\.\n\n {2}read +2\n {2}created +2\n {2}updated +0\n {2}unchanged +0\n {2}rejected +0\n/u,
    );
    expect(out).toMatch(
      /By status\n {2}new +2\n\nBy assignee\n {2}\(nobody\) +1\n {2}Ben of harbour +1\n\n[0-9.]+ s\n$/u,
    );
    expect(await countCustomers()).toBe(2);
    expect(await readFile(path.join(directory, 'no.csv'), 'utf8')).toBe('row,reason,name,who\r\n');
  });

  test('unpacks a file that ends in .gz', async () => {
    expect(await runScript('good.csv.gz', ...into, '--dry-run')).toMatchObject({ code: 0 });
  });

  test('prints a page of help and ends with 0', async () => {
    const { code, out } = await runScript('--help');
    expect(code).toBe(0);
    for (const option of [
      '--organisation',
      '--map',
      '--status',
      '--assignee',
      '--dry-run',
      '--rejects',
      '--as',
    ]) {
      expect(out).toContain(option);
    }
  });

  test('ends with 2 and the way to the help when it does not understand', async () => {
    const { code, out, err } = await runScript('good.csv', '--map', 'name=name');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Say into which organisation.*\n\n.*--help/u);
  });

  test.each<[string, string[], RegExp]>([
    ['a file that is not there', ['none.csv', ...into], /^There is no file .*none\.csv that can be read\.$/u],
    ['a directory', ['.', ...into], /is a directory\.$/u],
    ['another encoding', ['latin1.csv', ...into], /^The file is not UTF-8 text/u],
    ['a broken gzip file', ['broken.csv.gz', ...into], /cannot be unpacked\.$/u],
    [
      'no such organisation',
      ['good.csv', '--organisation', 'nowhere', '--map', 'name=name'],
      /^There is no organisation "nowhere"\.$/u,
    ],
    [
      'nobody who may',
      ['good.csv', ...into, '--as', 'ben@harbour.example'],
      /^"ben@harbour.example" is no active administrator/u,
    ],
    ['an outsider', ['good.csv', ...into, '--as', 'ada@northgate.example'], /is no active administrator/u],
    [
      'no such column',
      ['good.csv', '--organisation', 'harbour', '--map', 'name=Nom'],
      /^There is no column "Nom"\. The columns are: name, who\.$/u,
    ],
    [
      'rejects over the file',
      ['good.csv', ...into, '--rejects', './good.csv'],
      /is the imported file itself\.$/u,
    ],
    ['rejects nowhere', ['good.csv', ...into, '--rejects', 'no/such/place.csv'], /cannot be written/u],
  ])('ends with 1 and a sentence for %s, and nothing changes', async (_, words, sentence) => {
    const before = await countCustomers();
    const { code, out, err } = await runScript(...words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd()).toMatch(sentence);
    expect(await countCustomers()).toBe(before);
    expect(await readFile(path.join(directory, 'good.csv'), 'utf8')).toContain('Bo');
  });
});

test('says what is wrong with the database', async () => {
  const nowhere = await runScriptOn('postgresql://127.0.0.1:1/none', 'good.csv', ...into);
  expect(nowhere.code).toBe(1);
  expect(nowhere.err).toMatch(/^The database cannot be reached, nothing was imported: .*ECONNREFUSED/u);
  const empty = await createEmptyDatabase();
  try {
    const { code, err } = await runScriptOn(empty.url, 'good.csv', ...into);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'The database has no Caseload in it yet. Start Caseload on it once.\n',
    });
  } finally {
    await empty.drop();
  }
});

describe('the command line', () => {
  const read = (...words: string[]) => {
    const command = readCommandLine(words);
    if (command === 'help') throw new Error('asked for help');
    return command;
  };

  test('splits where the "=" belongs', () => {
    const { rules } = read(
      ...[
        'f.csv',
        '--organisation',
        'harbour',
        '--map',
        'name=a=b',
        '--map',
        'fields.x_1=C',
        '--status',
        'A=B = closed',
      ],
      ...[
        '--assignee',
        'NC=Ann = Bo',
        '--priority',
        'P=1=urgent',
        '--status-default',
        'new',
        '--time-zone',
        'Asia/Tokyo',
      ],
    );
    expect(rules).toMatchObject({
      map: [
        { field: 'name', columns: ['a=b'] },
        { field: 'fields.x_1', columns: ['C'] },
      ],
      statuses: [{ word: 'A=B', key: 'closed' }],
      assignees: [{ word: 'NC', person: 'Ann = Bo' }],
      priorities: [{ word: 'P=1', key: 'urgent' }],
      statusDefault: 'new',
      timeZone: 'Asia/Tokyo',
    });
  });

  test.each<[string, string[], RegExp]>([
    ['no file', [], /Say which file/u],
    ['two files', ['a.csv', 'b.csv'], /One file at a time/u],
    ['no organisation', ['a.csv', '--map', 'name=a'], /Say into which organisation/u],
    ['no name', ['a.csv', ...into.slice(0, 2)], /name must be mapped/u],
    ['an unknown option', ['a.csv', ...into, '--fast'], /--fast/u],
    ['an option without its value', ['a.csv', ...into, '--rejects'], /--rejects/u],
    ['a field twice', ['a.csv', ...into, '--map', 'name=b'], /name is mapped twice/u],
    ['an unknown field', ['a.csv', ...into, '--map', 'title=b'], /no field "title".*name, email/u],
    ['a field that is not for importing', ['a.csv', ...into, '--map', 'version=b'], /no field "version"/u],
    ['a bad custom name', ['a.csv', ...into, '--map', 'fields.1 2=b'], /no field "fields.1 2"/u],
    ['a custom value without name', ['a.csv', ...into, '--map', 'fields.=b'], /no field "fields\."/u],
    ['no column', ['a.csv', ...into, '--map', 'email='], /needs the name of a column/u],
    ['no "="', ['a.csv', ...into, '--map', 'email'], /--map email lacks its "="/u],
    ['a bad status key', ['a.csv', ...into, '--status', 'x=Done!'], /--status: .*key of a status/u],
    ['a bad priority', ['a.csv', ...into, '--priority', 'x=top'], /--priority: /u],
    ['a bad style', ['a.csv', ...into, '--dates', 'uk'], /--dates: /u],
    ['a bad zone', ['a.csv', ...into, '--time-zone', 'Mars'], /no time zone "Mars"/u],
    ['a bad choice', ['a.csv', ...into, '--unknown-assignee', 'guess'], /--unknown-assignee: /u],
    ['an update without ids', ['a.csv', ...into, '--existing', 'update'], /externalId is mapped/u],
  ])('refuses %s', (_, words, sentence) => {
    expect(() => read(...words)).toThrow(UsageError);
    expect(() => read(...words)).toThrow(sentence);
  });

  test('asked for help it wants nothing else', () => {
    expect(readCommandLine(['--help'])).toBe('help');
    expect(readCommandLine(['-h', '--map', 'x=y'])).toBe('help');
  });
});
