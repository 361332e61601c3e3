import { findMention } from '@caseload/client/customerActions/findMention.ts';
import { findPeople } from '@caseload/client/customerActions/findPeople.ts';
import { describe, expect, it, test } from 'vitest';

/** The text with `|` where the cursor stands. */
const at = (text: string) => findMention(text.replace('|', ''), text.indexOf('|'));

test.each([
  ['@|', { start: 0, query: '' }],
  ['@em|', { start: 0, query: 'em' }],
  ['Hello @em|', { start: 6, query: 'em' }],
  ['(@em|)', { start: 1, query: 'em' }],
  ['One\n@Emma T|', { start: 4, query: 'Emma T' }],
  ['@Emma Maria Th|', { start: 0, query: 'Emma Maria Th' }],
  ['@em| and more', { start: 0, query: 'em' }],
])('%j begins a mention', (text, found) => {
  expect(at(text)).toEqual(found);
});

test.each([
  ['post@bakery|'],
  ['@ em|'],
  ['@em\n|'],
  ['@one two three four|'],
  ['@[Emma Thompson](user:0198c0de-0000-7000-8000-000000000001) |'],
  ['nothing|'],
  ['|@em'],
])('%j does not', (text) => {
  expect(at(text)).toBeNull();
});

describe('people', () => {
  const people = ['Jörg Emmerich', 'Emma Thompson', 'Ben Tho', 'Ana Emanuel'].map((name) => ({
    id: name,
    name,
  }));
  const found = (query: string, most = 8) => findPeople(people, query, most).map(({ name }) => name);

  it('are found by the beginning of a name or a part of it, the former first', () => {
    expect(found('em')).toEqual(['Emma Thompson', 'Jörg Emmerich', 'Ana Emanuel']);
    expect(found('THO')).toEqual(['Emma Thompson', 'Ben Tho']);
    expect(found('emma t')).toEqual(['Emma Thompson']);
    expect(found('mm')).toEqual([]);
  });

  it('are found without accents, and no more than asked for', () => {
    expect(found('jorg')).toEqual(['Jörg Emmerich']);
    expect(found('', 2)).toEqual(['Jörg Emmerich', 'Emma Thompson']);
  });
});
