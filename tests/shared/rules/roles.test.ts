import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Role } from '@caseload/shared/employees/employee.ts';
import type { PersonState } from '@caseload/shared/people/person.ts';
import { isOnlyAdmin } from '@caseload/shared/rules/keepsAdmin.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Picks the people whose cards the sign-in page of the demo shows; decides nothing about what they may. */
const NO_DECISION: ReadonlySet<string> = new Set(['client/src/session/demoPeople.ts']);

test('what a role may is decided by the shared rules alone', async () => {
  const comparing: string[] = [];
  for await (const path of glob(['client/src/**/*.{ts,tsx}', 'server/src/**/*.ts'], { cwd: root })) {
    const text = await readFile(`${root}${path}`, 'utf8');
    if (/\brole\s*[!=]==\s*['"]|['"](?:admin|supervisor|employee)['"]\s*[!=]==/u.test(text))
      comparing.push(path);
  }
  expect(comparing.filter((path) => !NO_DECISION.has(path))).toEqual([]);
});

test.each<[string, Role, Array<[Role, PersonState]>, boolean]>([
  ['an administrator beside another', 'admin', [['admin', 'active']], false],
  ['the only administrator', 'admin', [['supervisor', 'active']], true],
  ['an administrator beside one who has not come yet', 'admin', [['admin', 'invited']], true],
  ['an administrator beside one who has left', 'admin', [['admin', 'inactive']], true],
  ['somebody else', 'supervisor', [['employee', 'active']], false],
])('%s', (_who, role, others, isOnly) => {
  const person = { id: 'one', role, state: 'active' as const };
  const everybody = [
    person,
    ...others.map(([other, state], index) => ({ id: `${index}`, role: other, state })),
  ];
  expect(isOnlyAdmin(everybody, person)).toBe(isOnly);
});
