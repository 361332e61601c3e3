import type { Person } from '@caseload/shared/people/person.ts';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '@caseload/client/api/errors.ts';
import { de } from '@caseload/client/i18n/de.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { isEmail } from '@caseload/client/people/emailFault.ts';
import { filterPeople } from '@caseload/client/people/filterPeople.ts';
import {
  EMPTY_HAND_OVER,
  handOverBody,
  handOverFault,
  previewBody,
} from '@caseload/client/people/handOver.ts';
import { isNarrowed, readPeopleSearch } from '@caseload/client/people/peopleSearch.ts';
import { refusedFields } from '@caseload/client/people/refusedFields.ts';
import { draftOf, patchOf, rebasePerson } from '@caseload/client/people/rebasePerson.ts';
import { findTags, customersWith, tagFault } from '@caseload/client/tags/tagChanges.ts';
import { passwordFault } from '@caseload/client/passwordLinks/passwordFault.ts';

const QUAY = '01980000-0000-7000-8000-0000000000aa';

function person(name: string, values: Partial<Person> = {}): Person {
  return {
    id: name,
    name,
    email: `${name.toLowerCase()}@harbour.example`,
    role: 'employee',
    active: true,
    state: 'active',
    teams: [],
    openCount: 0,
    lastSignInAt: null,
    link: null,
    updatedAt: '2026-11-21T00:00:00.000000Z',
    ...values,
  };
}

describe('the filters of people', () => {
  const everybody = [
    person('Tomasz Zieliński'),
    person('Ana', { role: 'supervisor', teams: [{ id: QUAY, name: 'Quay', isSupervisor: true }] }),
    person('Import', { email: null, state: 'invited' }),
    person('Ben', { active: false, state: 'inactive' }),
  ];
  const found = (raw: Record<string, unknown>) =>
    filterPeople(everybody, readPeopleSearch(raw)).map(({ name }) => name);

  test.each([
    [{}, ['Tomasz Zieliński', 'Ana', 'Import', 'Ben']],
    [{ q: 'zielinski' }, ['Tomasz Zieliński']],
    [{ q: 'quay ana' }, ['Ana']],
    [{ q: 'ben@harbour' }, ['Ben']],
    [{ role: 'supervisor' }, ['Ana']],
    [{ state: 'inactive' }, ['Ben']],
    [{ team: QUAY }, ['Ana']],
    [{ team: 'none', state: 'active' }, ['Tomasz Zieliński']],
    [{ q: 'ana', role: 'employee' }, []],
  ])('%j', (raw, names) => expect(found(raw)).toEqual(names));

  test('an address that cannot be understood narrows nothing', () => {
    const search = readPeopleSearch({ role: 'king', state: 7, team: 'x', show: 'y', q: '' });
    expect(isNarrowed(search)).toBe(false);
    expect(search.show).toBeUndefined();
    expect(readPeopleSearch({ q: 42 }).q).toBe('42');
  });
});

describe('a hand-over', () => {
  test('names whom it lacks, unless there is nothing to hand over', () => {
    expect(handOverFault(EMPTY_HAND_OVER, 3)).toBe('one');
    expect(handOverFault({ ...EMPTY_HAND_OVER, to: 'several' }, 3)).toBe('several');
    expect(handOverFault({ ...EMPTY_HAND_OVER, to: 'nobody' }, 3)).toBeNull();
    expect(handOverFault(EMPTY_HAND_OVER, 0)).toBeNull();
  });

  test('is sent as the server takes it: one, several with a split, a single one of several, nobody', () => {
    const draft = { ...EMPTY_HAND_OVER, one: 'a', several: ['a', 'b'] };
    expect(handOverBody(draft, 3)).toEqual({ assignedTo: 'a' });
    expect(handOverBody({ ...draft, to: 'several' }, 3)).toEqual({ assignees: ['a', 'b'], split: 'load' });
    expect(handOverBody({ ...draft, to: 'several', several: ['b'] }, 3)).toEqual({ assignedTo: 'b' });
    expect(handOverBody({ ...draft, to: 'nobody' }, 3)).toEqual({ assignedTo: null });
    expect(handOverBody(draft, 0)).toEqual({ assignedTo: null });
  });

  test('the preview changes nothing and looks at all that is open', () => {
    expect(previewBody('p', { assignedTo: null })).toEqual({
      filter: { assignedTo: 'p', category: ['open', 'waiting'], archived: 'false' },
      assignedTo: null,
      mode: 'best-effort',
      dryRun: true,
    });
  });
});

describe('a person changed by two at once', () => {
  const base = draftOf(person('Ana'));
  test('mine stays where I changed it, theirs comes in elsewhere', () => {
    const mine = { ...base, role: 'admin' as const, name: 'Ana M.' };
    const theirs = { ...base, name: 'Anna', email: 'anna@harbour.example' };
    expect(rebasePerson(base, mine, theirs)).toEqual({
      name: 'Ana M.',
      role: 'admin',
      email: 'anna@harbour.example',
    });
  });

  test('only what differs is sent', () => {
    expect(patchOf(base, { ...base, name: ' Ana ', email: ' ANA@harbour.example ' })).toEqual({});
    expect(patchOf(base, { ...base, role: 'supervisor' })).toEqual({ role: 'supervisor' });
  });
});

test.each([
  ['ana@harbour.example', true],
  [' Ana@Harbour.example ', true],
  ['ana', false],
  ['', false],
  [`${'a'.repeat(250)}@x.example`, false],
])('%j as an e-mail address: %j', (text, isOne) => expect(isEmail(text)).toBe(isOne));

test.each([
  ['', 'missing'],
  ['fourteen chars', 'tooShort'],
  // Fifteen code units, but fewer characters to a person.
  ['👩‍👩‍👧‍👦12', 'tooShort'],
  ['fifteen chars!!', null],
  ['x'.repeat(257), 'tooLong'],
])('the password %j: %j', (text, fault) => expect(passwordFault(text)).toBe(fault));

describe('tags', () => {
  const tags = [
    { name: 'Café', customerCount: 3 },
    { name: 'vip', customerCount: 0 },
    { name: 'urgent', customerCount: 4 },
  ];
  test('are found whatever their case and marks', () => {
    expect(findTags(tags, ' CAFE ').map(({ name }) => name)).toEqual(['Café']);
    expect(findTags(tags, '')).toBe(tags);
  });
  test('of several with customers, the number is only the most there can be', () => {
    expect(customersWith(tags)).toEqual({ most: 7, isExact: false });
    expect(customersWith(tags.slice(0, 2))).toEqual({ most: 3, isExact: true });
  });
  test('need a new name', () => {
    expect(tagFault('', ['vip'])).toBe('missing');
    expect(tagFault('vip', ['vip'])).toBe('same');
    expect(tagFault('vips', ['vip'])).toBeNull();
  });
});

test('what the server refuses of a person is said in the language of the page', () => {
  const texts = createI18n(en);
  texts.addResourceBundle('de', 'translation', de);
  const refusal = new ProblemError({
    type: 'validation',
    title: 'The input is not valid',
    status: 400,
    instance: '01980000-0000-7000-8000-000000000001',
    issues: [
      { in: 'body', pointer: '/name', message: 'must be one line without control characters' },
      { in: 'body', pointer: '/email', message: 'is the address of somebody else here' },
    ],
  });
  expect(refusedFields(texts.getFixedT('de'), refusal)).toEqual({
    name: de.faults.oneLine,
    email: de.faults.emailTaken,
  });
  expect(refusedFields(texts.t, new Error('no problem'))).toBeNull();
});
