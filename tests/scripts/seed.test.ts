import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planDemo } from '@caseload/scripts/seed/planDemo.ts';
import { actionAt, stateAt } from '@caseload/scripts/seed/planOffice.ts';
import { seedDemo } from '@caseload/scripts/seed/seedDemo.ts';
import { makePasswords } from '@caseload/server/session/passwords.ts';
import { COMMENT_MAXIMUM } from '@caseload/shared/customerActions/endpoints.ts';
import { newCustomer } from '@caseload/shared/customers/endpoints.ts';
import { demoPassword, demoPeople } from '@caseload/shared/session/demoPeople.ts';
import { rowsOf } from '../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../support/testDatabase.ts';
import { print } from '../support/print.ts';

let clone: TestDatabase;
const progress: number[] = [];

beforeAll(async () => {
  clone = await cloneDatabase();
  const begun = performance.now();
  await seedDemo({ url: clone.url, onProgress: (done, total) => progress.push(done / total) });
  print(`the demo office was made in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
}, 180_000);

afterAll(() => clone.drop());

const counted = async (statement: string) => {
  const rows = await rowsOf<{ of: string; count: string }>(clone.url, statement);
  return Object.fromEntries(rows.map(({ of, count }) => [of, Number(count)]));
};

describe('the demo office', () => {
  test('has the people of the list, each with as many customers as it says', async () => {
    expect(demoPeople).toHaveLength(46);
    const people = await rowsOf(
      clone.url,
      `select e.email, e.name, e.role, o.name as organisation,
         (select count(*)::int from customers c where c.organisation_id = e.organisation_id and c.assigned_to = e.id and not archived) as customers
       from employees e join organisations o using (organisation_id) where e.active`,
    );
    const byEmail = (a: { email?: string }, b: { email?: string }) =>
      (a.email ?? '') < (b.email ?? '') ? -1 : 1;
    expect(people.toSorted(byEmail)).toEqual(demoPeople.toSorted(byEmail));
    expect(demoPeople.find(({ email }) => email === 'employee31@harbour.example')?.customers).toBe(1_500);
    expect(demoPeople.find(({ email }) => email === 'employee08@northgate.example')?.customers).toBe(50);
  });

  test('lets everybody in with the one password', async () => {
    const rows = await rowsOf<{ password_hash: string }>(
      clone.url,
      'select distinct password_hash from employees',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(await makePasswords().verify(rows[0]?.password_hash, demoPassword)).toBe(true);
  });

  test('has work for everybody to claim, six statuses and 40,000 actions', async () => {
    const open = `select o.slug as of, count(*) from customers c join organisations o using (organisation_id)
      where assigned_to is null and not archived group by 1`;
    expect(await counted(open)).toEqual({ harbour: 200 });
    expect(await counted('select category as of, count(*) from statuses group by 1')).toEqual({
      open: 6,
      waiting: 2,
      done: 4,
    });
    const types = await counted('select type as of, count(*) from customer_actions group by 1');
    expect(Object.values(types).reduce((sum, count) => sum + count)).toBe(40_000);
    expect(types['create']).toBe(18_640);
    for (const type of ['comment', 'status_change', 'assignment', 'update'])
      expect(types[type]).toBeGreaterThan(500);
    expect(await counted('select via as of, count(*) from customer_actions group by 1')).toEqual({
      seed: 40_000,
    });
  });

  test('has due dates around today', async () => {
    const [row] = await rowsOf(
      clone.url,
      `select count(*) filter (where due_at between now() - interval '1 day' and now() + interval '1 day') > 300 as soon,
         min(due_at) > now() - interval '62 days' and max(due_at) < now() + interval '32 days' as near,
         count(*) filter (where due_at is null) > 500 as never,
         bool_and(created_at < now()) as made_before
       from customers`,
    );
    expect(row).toEqual({ soon: true, near: true, never: true, made_before: true });
  });

  test('has a past: months of it, in the order of the trail, up to now', async () => {
    const [row] = await rowsOf(
      clone.url,
      `select count(distinct date_trunc('day', created_at)) > 100 as days, max(created_at) < now() as past,
         max(created_at) > now() - interval '1 day' as lively, bool_and(in_order) as in_order, bool_and(tied) as tied
       from (
         select a.created_at, a.created_at > coalesce(lag(a.created_at) over trail, '-infinity') as in_order,
           a.customer_version is distinct from c.version or a.created_at = c.updated_at as tied
         from customer_actions a join customers c on c.organisation_id = a.organisation_id and c.id = a.customer_id
         window trail as (partition by a.customer_id order by a.position)
       ) as told`,
    );
    expect(row).toEqual({ days: true, past: true, lively: true, in_order: true, tied: true });
  });

  test('told how far it was, up to the end', () => {
    expect(progress.length).toBeGreaterThan(10);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });
});

type Customer = Record<string, unknown> & { id: string; version: number; fields: Record<string, unknown> };
type Action = {
  customer_id: string;
  customer_version: number | null;
  type: string;
  changes: { field: string; from: unknown; to: unknown }[];
  comment: string | null;
};

describe('the history', () => {
  let customers: Customer[];
  let actions: Action[];

  beforeAll(async () => {
    customers = await rowsOf(
      clone.url,
      `select id, version, name, email, phone, status, priority, assigned_to as "assignedTo", archived, notes, tags, fields,
         to_char(due_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "dueAt",
         to_char(follow_up_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "followUpAt" from customers`,
    );
    actions = await rowsOf(
      clone.url,
      'select customer_id, customer_version, type, changes, comment from customer_actions order by position',
    );
  });

  test('of every customer leads from nothing to what the customer is, without a gap', () => {
    const states = new Map(
      customers.map(({ id }) => [id, { version: 0, values: new Map<string, unknown>() }]),
    );
    const faults: unknown[] = [];
    const hold = (good: boolean, ...about: unknown[]) => good || faults.push(about);
    for (const { customer_id, customer_version, changes } of actions) {
      const state = states.get(customer_id);
      if (customer_version === null || state === undefined) continue;
      hold(customer_version === state.version + 1 && changes.length > 0, customer_id, customer_version);
      state.version = customer_version;
      for (const { field, from, to } of changes) {
        hold(isSame(field, from, state.values.get(field)), customer_id, field, from, state.values.get(field));
        hold(!isSame(field, from, to), customer_id, field, to);
        state.values.set(field, to);
      }
    }
    for (const { id, version, fields, ...row } of customers) {
      const { values, version: told } = states.get(id) ?? { values: new Map(), version: 0 };
      hold(told === version, id, version);
      const custom = Object.entries(fields).map(([name, value]) => [`fields.${name}`, value] as const);
      for (const [field, value] of [...Object.entries(row), ...custom]) {
        hold(isSame(field, value, values.get(field)), id, field, value);
      }
    }
    expect(states.size).toBe(18_640);
    expect(faults).toEqual([]);
  });

  test('and the customers themselves keep to the rules of the API', () => {
    for (const { id: _, version: __, ...customer } of customers) {
      expect(newCustomer.safeParse(customer).error?.issues ?? []).toEqual([]);
    }
    for (const { comment } of actions) {
      if (comment === null) continue;
      expect(comment).not.toMatch(/[{}]|undefined|NaN/u);
      expect(comment.length).toBeLessThan(COMMENT_MAXIMUM);
    }
  });

  test('is varied', () => {
    const distinct = (values: unknown[]) => new Set(values).size;
    expect(distinct(customers.map(({ name }) => name))).toBeGreaterThan(1_000);
    expect(distinct(actions.flatMap(({ comment }) => comment ?? []))).toBeGreaterThan(4_000);
    expect(Math.max(...customers.map(({ version }) => version))).toBeGreaterThan(3);
  });
});

/** Whether two values of a field are one; what nobody has set is empty, and times are compared as moments. */
function isSame(field: string, a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(field, a)) === JSON.stringify(plain(field, b));
}

function plain(field: string, value: unknown): unknown {
  if (value === undefined || value === '' || (field === 'archived' && value === false)) return null;
  if (Array.isArray(value) && value.length === 0) return null;
  return (field === 'dueAt' || field === 'followUpAt') && typeof value === 'string'
    ? Date.parse(value)
    : value;
}

test('a second time it is refused and nothing changes', async () => {
  const before = await counted("select 'actions' as of, count(*) from customer_actions");
  await expect(seedDemo({ url: clone.url })).rejects.toThrow(
    'Harbour is in this database already. Nothing was changed.',
  );
  expect(await counted("select 'actions' as of, count(*) from customer_actions")).toEqual(before);
});

test('it is the same in every database, on another day but for the dates', () => {
  const noon = Date.UTC(2026, 10, 21, 12);
  const [first, later, otherDay] = [noon, noon + 3_600_000, noon + 9 * 86_400_000].map(sampleOf);
  expect(first).toBe(later);
  expect(first).not.toBe(otherDay);
  const times =
    /\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d\.\d{3}Z)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d+ [A-Z][a-z]+/gu;
  expect(first?.replaceAll(times, '')).toBe(otherDay?.replaceAll(times, ''));
}, 90_000);

/** A part of the plan that would hardly stay the same if anything before it had changed. */
function sampleOf(now: number): string {
  const some = <T>(list: readonly T[]) => list.filter((_, i) => i % 50 === 0);
  const offices = planDemo(now).map(({ office, rounds }) => [
    office,
    rounds.map(({ version, cases, comments }) => [
      some(cases).map((one) => [stateAt(one, version), actionAt(one, version)]),
      some(comments),
    ]),
  ]);
  return JSON.stringify(offices);
}

test('what the database refuses in the middle leaves nothing behind', async () => {
  const other = await cloneDatabase();
  try {
    await rowsOf(other.url, "alter table customers add constraint no_zofia check (name not like 'Zofia%')");
    await expect(seedDemo({ url: other.url })).rejects.toThrow();
    const rows = await rowsOf(other.url, 'select 1 from organisations union all select 1 from customers');
    expect(rows).toEqual([]);
  } finally {
    await other.drop();
  }
}, 90_000);

test('an office is there with its past or not at all', async () => {
  const other = await cloneDatabase();
  try {
    // Told when all is written, by statements that other triggers do not see.
    await rowsOf(
      other.url,
      `create function no_past() returns trigger language plpgsql as $$ begin raise exception 'no past'; end $$;
       create trigger no_past before update on mentions for each row execute function no_past();
       alter table mentions enable always trigger no_past`,
    );
    await expect(seedDemo({ url: other.url })).rejects.toThrow('no past');
    expect(await rowsOf(other.url, 'select slug from organisations')).toEqual([]);
  } finally {
    await other.drop();
  }
}, 90_000);
