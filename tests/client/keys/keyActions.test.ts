import { settableSettings } from '@caseload/shared/settings/settings.ts';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ALL_KEY_ACTIONS, factsOf } from '@caseload/client/keys/keyActions.ts';
import { createKeyRegistry } from '@caseload/client/keys/keyRegistry.ts';
import { clashesOf, keysOf } from '@caseload/client/keys/keysOf.ts';

const source = fileURLToPath(new URL('../../../client/src/', import.meta.url));

test('no two actions that can meet share a key, nor begin each other’s', () => {
  const clashes = ALL_KEY_ACTIONS.flatMap((action) =>
    clashesOf(action, factsOf(action).keys, {}).map((clash) => `${action} and ${clash.action}: ${clash.key}`),
  );
  expect(clashes).toEqual([]);
});

test('of every pair that can meet, typed right after each other, each runs exactly itself, whichever came first', () => {
  const bindings = ALL_KEY_ACTIONS.map((action) => ({ action, keys: keysOf(action, {}), label: action }));
  for (const one of bindings)
    for (const other of bindings) {
      if (one === other || clashesOf(one.action, one.keys, {}).some(({ action }) => action === other.action))
        continue;
      if (one.keys.some((key) => other.keys.includes(key))) continue;
      const ran: string[] = [];
      const registry = createKeyRegistry();
      for (const binding of [one, other]) registry.add([{ ...binding, run: () => ran.push(binding.action) }]);
      for (const { keys } of [one, other, one])
        for (const key of keys[0]?.split(' ') ?? []) registry.press(key, 0);
      expect(ran, `${one.action}, ${other.action}`).toEqual([one.action, other.action, one.action]);
    }
});

test('every name and every key can be kept in the settings', () => {
  const own = Object.fromEntries(ALL_KEY_ACTIONS.map((action) => [action, factsOf(action).keys[0]]));
  expect(settableSettings.keys.safeParse(own).error?.issues ?? []).toEqual([]);
});

test('every action is offered somewhere', async () => {
  let text = '';
  for await (const file of glob('**/*.{ts,tsx}', { cwd: source }))
    if (!file.startsWith('keys/')) text += await readFile(join(source, file), 'utf8');
  expect(ALL_KEY_ACTIONS.filter((action) => !text.includes(`'${action}'`))).toEqual([]);
});
