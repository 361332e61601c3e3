import { watchOwner } from '@caseload/client/customers/deskOwner.ts';
import { expect, it } from 'vitest';

function setUp(answer: boolean) {
  const listeners: ((employeeId: string | null) => void)[] = [];
  const asked: string[] = [];
  const owner = watchOwner({
    employeeId: 'ana',
    listen: (listener) => void listeners.push(listener),
    async ask(employeeId) {
      asked.push(employeeId);
      return answer;
    },
  });
  const tell = (employeeId: string | null) => {
    for (const listener of listeners) listener(employeeId);
  };
  return { owner, asked, tell };
}

it('believes the other tabs at once, and lets the person come back', async () => {
  const { owner, asked, tell } = setUp(true);
  expect(owner.hasLeft()).toBe(false);
  tell('ben');
  expect(owner.hasLeft()).toBe(true);
  expect(await owner.isStillMe()).toBe(false);
  expect(asked).toEqual([]);
  tell('ana');
  expect(owner.hasLeft()).toBe(false);
  expect(await owner.isStillMe()).toBe(true);
  tell(null);
  expect(owner.hasLeft()).toBe(true);
});

it('asks the server about what the tabs did not say', async () => {
  const { owner, asked } = setUp(false);
  expect(await owner.isStillMe()).toBe(false);
  expect(asked).toEqual(['ana']);
});
