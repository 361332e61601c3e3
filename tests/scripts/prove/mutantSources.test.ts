import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MUTANT_NAMES, mutations } from '@caseload/scripts/prove/mutants/mutations.ts';
import type { Patch } from '@caseload/scripts/prove/mutants/mutant.ts';
import { patched } from '@caseload/scripts/prove/mutants/patched.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

test.each(MUTANT_NAMES)('what the mutant %s changes stands in the sources exactly once', async (name) => {
  const patches: readonly Patch[] = mutations[name].patches;
  for (const file of new Set(patches.map((patch) => patch.file))) {
    const source = await readFile(root + file, 'utf8');
    const ofFile = patches.filter((patch) => patch.file === file);
    expect(patched(source, ofFile)).not.toBe(source);
  }
});

test('a text that is not there, or there twice, is an error', () => {
  const patch = { file: 'x.ts', find: 'a', replace: 'b' };
  expect(patched('cat', [patch])).toBe('cbt');
  expect(() => patched('dog', [patch])).toThrow('x.ts does not hold exactly once');
  expect(() => patched('banana', [patch])).toThrow('x.ts does not hold exactly once');
});
