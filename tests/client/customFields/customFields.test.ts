import { readChoices, writeChoices } from '@caseload/client/customFields/choiceLines.ts';
import { keyFromLabel } from '@caseload/client/customFields/keyFromLabel.ts';
import { readNumber, withoutThousands } from '@caseload/client/customFields/readNumber.ts';
import { moves } from '@caseload/client/customFields/reorder.ts';
import { type CustomField, customFieldKey } from '@caseload/shared/customFields/customField.ts';
import { describe, expect, it, test } from 'vitest';

test.each([
  ['Contract no.', 'contractNo'],
  ['Größe (m²)', 'grosseM'],
  ['  VIP  ', 'vip'],
  ['2nd phone', 'ndPhone'],
  ['Straße', 'strasse'],
  ['x'.repeat(80), 'x'.repeat(64)],
])('%j gets the key %s', (label, key) => {
  expect(keyFromLabel(label)).toBe(key);
  expect(customFieldKey.safeParse(key).success).toBe(true);
});

it('has no key to offer for a label without a letter of the alphabet', () => {
  expect(keyFromLabel('電話')).toBe('');
});

test.each([
  ['12', 12],
  ['-1.5', -1.5],
  ['1,5', 1.5],
  ['1 234,5', 1_234.5],
  ['−3', -3],
  ['.5', 0.5],
  ['1e3', 1_000],
  ['1.234.567', null],
  ['1,234,567', null],
  ['twelve', null],
  ['0x10', null],
  ['Infinity', null],
  ['1e999', null],
  ['', null],
  ['-', null],
])('%j reads as %s', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test.each([
  ['1.234', 'de', '1234'],
  ['-12.500', 'de', '-12500'],
  ['1,234', 'en-GB', '1234'],
  ['1,234', 'de', null],
  ['1.234', 'en-GB', null],
  ['0.123', 'de', null],
  ['1.23', 'de', null],
  ['1.2345', 'de', null],
  ['1234.567', 'de', null],
  ['1.234.567', 'de', null],
  ['', 'de', null],
])('%j with thousands of %s is %s', (text, locale, number) => {
  expect(withoutThousands(text, locale)).toBe(number);
});

it('reads choices one a line, without blanks and repetition', () => {
  expect(readChoices(' Gold \n\nSilver\nGold\n')).toEqual(['Gold', 'Silver']);
  expect(writeChoices(['Gold', 'Silver'])).toBe('Gold\nSilver');
});

describe('moving', () => {
  const field = (key: string, position: number): CustomField => ({
    key,
    label: key,
    type: 'text',
    choices: [],
    position,
    archived: false,
    updatedAt: '2026-11-21T09:00:00.000000Z',
  });
  const written = (fields: readonly CustomField[], key: string, by: 1 | -1) =>
    moves(fields, key, by).map((move) => `${move.field.key}=${move.position}`);

  it('changes the two positions it takes', () => {
    const fields = [field('a', 0), field('b', 1), field('c', 2)];
    expect(written(fields, 'b', -1)).toEqual(['b=0', 'a=1']);
    expect(written(fields, 'b', 1)).toEqual(['c=1', 'b=2']);
  });

  it('does nothing at the end, nor for an unknown field', () => {
    const fields = [field('a', 0), field('b', 1)];
    expect(written(fields, 'a', -1)).toEqual([]);
    expect(written(fields, 'b', 1)).toEqual([]);
    expect(written(fields, 'z', 1)).toEqual([]);
  });

  it('puts equal positions and gaps right by the way', () => {
    expect(written([field('a', 3), field('b', 3), field('c', 9)], 'c', -1)).toEqual(['a=0', 'c=1', 'b=2']);
  });
});
