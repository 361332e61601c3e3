import {
  chosenChange,
  type Decision,
  decisionFor,
  firstDecision,
  isLongText,
} from '@caseload/client/conflicts/choices.ts';
import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import { rebase } from '@caseload/client/conflicts/rebase.ts';
import type { Question } from '@caseload/client/conflicts/question.ts';
import { describe, expect, it, test } from 'vitest';
import { sampleCustomer, stamp } from '../customers/simulatedServer.ts';

const base = sampleCustomer();
const theirs = sampleCustomer({
  version: 2,
  updatedAt: stamp(2),
  phone: 'theirs',
  notes: 'Theirs.',
  name: 'x'.repeat(120),
  fields: { size: 'large', story: 'theirs\nlong' },
});
const mine: CustomerChange = {
  phone: 'mine',
  notes: 'Mine.',
  name: 'Mine',
  fields: { size: null, story: 'mine\nlong' },
};

function ask(decided: readonly string[] = []): Question {
  return { ...rebase({ base, mine, theirs, reported: [] }), base, theirs, mine, decided: new Set(decided) };
}

function choose(decisions: Record<string, Decision['choice'] | { text: string }>): CustomerChange {
  const question = ask();
  const map = new Map<string, Decision>();
  for (const clash of question.clashes) {
    const decision = decisions[clash.field];
    if (decision === undefined) continue;
    const isText = typeof decision === 'object';
    map.set(clash.field, isText ? { choice: 'mine', text: decision.text } : decisionFor(clash, decision));
  }
  return chosenChange(question, map);
}

describe('at first', () => {
  it('takes theirs for single values and mine for text', () => {
    const choices = ask().clashes.map((clash) => [clash.field, firstDecision(clash, new Set())]);
    expect(Object.fromEntries(choices)).toEqual({
      phone: { choice: 'theirs', text: null },
      name: { choice: 'theirs', text: null },
      'fields.size': { choice: 'theirs', text: null },
      'fields.story': { choice: 'mine', text: 'mine\nlong' },
      notes: { choice: 'mine', text: 'Mine.' },
    });
  });

  it('keeps what was decided in the round before', () => {
    const clash = ask().clashes.find(({ field }) => field === 'phone');
    expect(clash && firstDecision(clash, new Set(['phone'])).choice).toBe('mine');
  });
});

const rest = { notes: 'theirs', name: 'theirs', 'fields.size': 'theirs', 'fields.story': 'theirs' } as const;

test.each([
  ['theirs', {}],
  ['mine', { phone: 'mine' }],
  ['base', { phone: null }],
] as const)('%s of a single value sends %j', (choice, sent) => {
  expect(choose({ ...rest, phone: choice })).toEqual(sent);
});

test.each([
  [{ text: 'Both.' }, { notes: 'Both.' }],
  [{ text: 'Theirs.' }, {}],
  [{ text: 'Mine.' }, { notes: 'Mine.' }],
  [{ text: base.notes }, { notes: base.notes }],
  [{ text: '' }, { notes: '' }],
  [{ text: 'theirs' }, { notes: 'theirs' }],
  ['base', { notes: base.notes }],
] as const)('the result %j of long text sends %j', (decision, sent) => {
  expect(choose({ ...rest, phone: 'theirs', notes: decision })).toEqual(sent);
});

it('sends custom values by name, a removal and a text written by hand among them', () => {
  expect(
    choose({ ...rest, phone: 'theirs', 'fields.size': 'mine', 'fields.story': { text: 'both' } }),
  ).toEqual({
    fields: { size: null, story: 'both' },
  });
});

it('only notes and custom values are merged as text, however long the others are', () => {
  const long = ask().clashes.filter(isLongText);
  expect(long.map(({ field }) => field).toSorted()).toEqual(['fields.story', 'notes']);
});
