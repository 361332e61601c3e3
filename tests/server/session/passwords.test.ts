import type * as argon2 from '@node-rs/argon2';
import { beforeEach, expect, test, vi } from 'vitest';
import { Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';
import { makePasswords } from '@caseload/server/session/passwords.ts';

const running = vi.hoisted(() => ({ now: 0, most: 0, asked: [] as unknown[] }));

// The real library, watched.
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof argon2>();
  const watched =
    <A extends unknown[], R>(work: (...values: A) => Promise<R>) =>
    async (...values: A) => {
      running.now += 1;
      running.asked.push(values[0]);
      running.most = Math.max(running.most, running.now);
      try {
        return await work(...values);
      } finally {
        running.now -= 1;
      }
    };
  return { ...real, hash: watched(real.hash), verify: watched(real.verify) };
});

beforeEach(() => {
  running.most = 0;
  running.asked = [];
});

test('a hash is argon2id with OWASP’s parameters and a salt of its own', async () => {
  const passwords = makePasswords();
  const [one, two] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/u);
  expect(one).not.toBe(two);
  expect(await passwords.verify(one, 'the same')).toBe(true);
  expect(await passwords.verify(one, 'the Same')).toBe(false);
});

test('nobody’s password is never right, and is compared with a hash that takes as long as any', async () => {
  const passwords = makePasswords();
  expect(running.asked).toEqual([]);
  expect(await passwords.verify(undefined, 'whatever')).toBe(false);
  const [decoy] = running.asked;
  // What decides how long it takes: algorithm, version, parameters, and the lengths of salt and digest.
  const workOf = (stored: unknown) => String(stored).replaceAll(/[\w+/]{22,}/gu, ({ length }) => `${length}`);
  expect(workOf(decoy)).toBe(workOf(await passwords.hash('whatever')));
  expect(workOf(decoy)).toBe('$argon2id$v=19$m=19456,t=2,p=1$22$43');
});

test('forty at once run three at a time, and every one is answered', async () => {
  const passwords = makePasswords();
  const stored = await passwords.hash('a password');
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => passwords.verify(stored, i % 2 ? 'a password' : 'another')),
  );
  expect(answers).toEqual(Array.from({ length: 40 }, (_, i) => i % 2 === 1));
  expect(running.most).toBe(3);
});

test('a failure lets the next one through', async () => {
  const passwords = makePasswords();
  const broken = Array.from({ length: 5 }, () => passwords.verify('no hash at all', 'x'));
  expect((await Promise.allSettled(broken)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await passwords.verify(await passwords.hash('x'), 'x')).toBe(true);
});

test('what passwords take is not counted against the time a request may wait for the database', async () => {
  const passwords = makePasswords();
  const hashes = Array.from({ length: 6 }, () => passwords.hash('one of a whole office'));
  const deadline = new Deadline(10_000);
  const startedAt = performance.now();
  await runWithin(deadline, () => passwords.hash('the last one'));
  const took = performance.now() - startedAt;
  expect(10_000 - deadline.leftMs).toBeLessThan(took / 2);
  await Promise.all(hashes);
});
