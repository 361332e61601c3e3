import { expect, test } from 'vitest';
import { findCommands } from '@caseload/client/palette/findCommands.ts';

const LABELS = ['Go to Settings', 'Settings: Profile', 'Change the status', 'Select all', 'Priorität ändern'];
const commands = LABELS.map((label) => ({ id: label, label, keys: [], run: () => undefined }));
const found = (text: string) => findCommands(commands, text).map(({ label }) => label);

test('nothing typed offers everything as it is', () => {
  expect(found('  ')).toEqual(LABELS);
});

test('words are found at their beginnings, in any order, best first', () => {
  expect(found('set')).toEqual(['Settings: Profile', 'Go to Settings']);
  expect(found('profile settings')).toEqual(['Settings: Profile']);
  expect(found('status ch')).toEqual(['Change the status']);
  expect(found('tatus')).toEqual([]);
  expect(found('settings zebra')).toEqual([]);
});

test('case and accents do not matter', () => {
  expect(found('PRIORITAT')).toEqual(['Priorität ändern']);
  expect(found('andern')).toEqual(['Priorität ändern']);
});
