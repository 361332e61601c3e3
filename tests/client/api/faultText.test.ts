import { isProblem, ProblemError } from '@caseload/client/api/errors.ts';
import { errorText } from '@caseload/client/api/errorText.ts';
import { knownFault } from '@caseload/client/api/faultKeys.ts';
import { faultText } from '@caseload/client/api/faultText.ts';
import { de } from '@caseload/client/i18n/de.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { customerFields } from '@caseload/shared/customers/customer.ts';
import { PROBLEM_TITLES } from '@caseload/server/http/problemError.ts';
import { expect, test } from 'vitest';
import { sampleCustomer } from '../customers/simulatedServer.ts';
import { faultsIn } from './sourceFaults.ts';

const texts = createI18n(en);
const { t: english } = texts;
texts.addResourceBundle('de', 'translation', de);
const german = texts.getFixedT('de');

/** About bytes, headers and the like, which no page of ours gets wrong, and one that no answer carries. */
const OF_THE_PROTOCOL = [
  /^is no event of this organisation$/u,
  /^is not (?:HTTP|JSON|UTF-8|valid percent-encoded UTF-8|known here)$/u,
  /^(?:appears twice|is nested deeper than|This write came from another site)/u,
  /^must be (?:the id of a device|the id of an event|a whole number from|an address such as)/u,
  /^must not replace all keys and change some of them$/u,
  // Begins with what is tried below.
  /^7 Save it as CSV in UTF-8\.$/u,
  /^(?:must (?:have either|begin with postgresql)|is no address; in a password|a statement failed|PUBLIC_URL|delete from)/u,
];

test('every fault that the sources tell of has words of its own here', () => {
  const said = faultsIn(['shared/src', 'server/src']);
  expect(said.length).toBeGreaterThan(80);
  const silent = said.filter(
    (text) => knownFault(text) === null && !OF_THE_PROTOCOL.some((pattern) => pattern.test(text)),
  );
  expect(silent).toEqual([]);
});

test.each([
  ['must be a date such as 2026-11-21', 'Das ist kein Datum.'],
  ['must be one of the choices', 'Das steht nicht zur Auswahl.'],
  ['The file is UTF-16, not UTF-8 text. Save it as CSV in UTF-8.', de.faults.csvEncoding],
  ['The file is a workbook or an archive, not UTF-8 text. Save it as CSV in UTF-8.', de.faults.csvWorkbook],
  ['Row 12: a quotation mark is opened and never closed.', de.faults.csvQuotes.replace('{{row}}', '12')],
  ['Row 3 cannot be read as CSV: bad.', 'Zeile 3 lässt sich nicht als CSV lesen.'],
  ['There is no column "A & B". The columns are: C.', 'Es gibt keine Spalte „A & B“.'],
  ['is archived: no customer is given it any more', de.faults.archivedStatus],
])('%s', (saying, expected) => expect(faultText(german, saying)).toBe(expected));

test.each([
  ['email', 'nobody', 'Das ist keine E-Mail-Adresse.'],
  ['name', '', 'Das darf nicht leer sein.'],
  ['name', 'x'.repeat(201), 'Das ist zu lang: höchstens 200 Zeichen.'],
  ['name', 'a\u0007b', 'Das muss eine einzige Zeile ohne Steuerzeichen sein.'],
  ['dueAt', 'soon', 'Das ist kein Datum.'],
  ['dueAt', '0001-01-01T00:00:00Z', 'Das Jahr muss zwischen 1900 und 9999 liegen.'],
  ['priority', 'huge', 'Das steht nicht zur Auswahl.'],
  ['assignedTo', 'nobody', 'Ein Wert dieser Art passt hier nicht.'],
  ['tags', Array.from({ length: 51 }, (_, at) => `t${at}`), 'Das sind zu viele: höchstens 50.'],
  ['tags', ['a', 'a'], 'Dasselbe ist zweimal genannt.'],
  [
    'fields',
    Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`f${at}`, at])),
    'Ein Kunde hat höchstens 50 eigene Felder.',
  ],
  ['notes', undefined, 'Das fehlt.'],
] as const)('%s given as %j is told in German', (field, value, expected) => {
  const [issue] = customerFields[field].safeParse(value).error?.issues ?? [];
  expect(faultText(german, issue?.message ?? '')).toBe(expected);
});

test('a fault names its field, and one of a newer server says what is certain', () => {
  const refusal = new ProblemError({
    ...{ type: 'validation', status: 400, title: 'The input is not valid', instance: 'r' },
    issues: [
      { in: 'body', pointer: '/email', message: 'Invalid email address' },
      { in: 'body', pointer: '/fields/size', message: 'must be a number' },
      { in: 'body', pointer: '/changes/tags/3', message: 'is purple' },
      { in: 'path', pointer: '/id', message: 'is purple' },
    ],
  });
  expect(errorText(german, refusal)).toBe(
    'Bitte korrigieren. E-Mail: Das ist keine E-Mail-Adresse. size: Das ist keine Zahl. ' +
      'Schlagwörter: So nimmt der Server das nicht an. So nimmt der Server das nicht an.',
  );
});

test('no problem of any type shows what the server wrote', () => {
  const marked = { title: 'MARKED', detail: 'MARKED', instance: 'MARKED' };
  const skipped = { skipped: [], allow: [], conflicts: [], alsoChanged: [], retryAfterSeconds: 3 };
  const by = { startedBy: { id: '1', name: 'MARKED' }, startedAt: '2026-11-21T09:30:00.000001Z' };
  const running = { id: 'MARKED', fileName: 'MARKED', kind: 'check', ...by };
  for (const [type, [status]] of Object.entries(PROBLEM_TITLES)) {
    const issues = [{ in: 'body', pointer: '/MARKED', message: 'MARKED' }];
    const extras = { ...skipped, issues, current: sampleCustomer(), running };
    const problem = { type, status, ...marked, ...extras };
    if (!isProblem(problem)) throw new Error(`${type} is no problem of the contract`);
    const error = new ProblemError(problem);
    expect(errorText(german, error), type).not.toContain('MARKED');
    expect(errorText(german, error), type).not.toBe(errorText(english, error));
  }
});
