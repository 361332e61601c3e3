import { rebaseDefinition } from '@caseload/client/customFields/rebaseDefinition.ts';
import { expect, test } from 'vitest';

const base = { label: 'Plan', choices: ['Basic', 'Plus'] };

test('what only they changed is taken in, what I changed stays, and of the choices each counts by itself', () => {
  expect(
    rebaseDefinition(
      base,
      { label: 'Plan', choices: 'Basic\nGold' },
      { label: 'Tariff', choices: ['Basic', 'Plus', 'Silver'] },
    ),
  ).toEqual({ label: 'Tariff', choices: 'Basic\nSilver\nGold' });
});

test('choices that only I changed stay as they are typed', () => {
  const mine = { label: 'Rate', choices: 'Plus\nBasic\n' };
  expect(rebaseDefinition(base, mine, { ...base, label: 'Tariff' })).toEqual(mine);
});
