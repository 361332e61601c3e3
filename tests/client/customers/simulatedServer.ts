import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import { applyChange } from '@caseload/client/conflicts/customerChange.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import type { SendAnswer } from '@caseload/client/customers/customerSaver.ts';
import type { FieldConflict } from '@caseload/shared/contracts/problems.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { changedFields } from '@caseload/client/conflicts/customerChange.ts';
import { diffCustomer } from '@caseload/shared/rules/diffCustomer.ts';

type Written = {
  readonly by: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly version: number;
};

/** The rules of PATCH in memory, so that thousands of schedules can be played; the real server has its own tests. */
export function createSimulatedServer(first: Customer) {
  let row = first;
  const rows = [first];
  const history: Written[] = [];
  const done = new Map<string, Customer>();

  function conflict(base: Customer, change: CustomerChange): SendAnswer {
    const since = diffCustomer(customerState(base), {
      ...customerState(row),
      fields: withRemoved(base, row),
    });
    const reported = since.map(({ field, from, to }): FieldConflict => {
      const last = history.findLast((write) => write.field === field);
      const changedBy = last ? { id: last.by, name: last.by } : null;
      return { field, base: from, theirs: to, changedBy, changedAt: row.updatedAt };
    });
    const sent = new Set(changedFields(change));
    return {
      kind: 'conflict',
      problem: {
        type: 'conflict',
        status: 409,
        title: 'conflict',
        instance: 'simulated',
        current: row,
        conflicts: reported.filter(({ field }) => sent.has(field)),
        alsoChanged: reported.filter(({ field }) => !sent.has(field)),
      },
    };
  }

  function patch(by: string, token: Customer, change: CustomerChange, key: string): SendAnswer {
    const replay = done.get(key);
    if (replay) return { kind: 'saved', customer: row };
    const base = rows.find((known) => known.updatedAt === token.updatedAt);
    if (base === undefined) throw new Error('sent a token that was never given');
    if (base !== row) return conflict(base, change);
    const changes = diffCustomer(customerState(row), change);
    if (changes.length === 0) return { kind: 'saved', customer: row };
    const version = row.version + 1;
    row = { ...applyChange(row, change), version, updatedAt: stamp(version) };
    rows.push(row);
    history.push(...changes.map((written) => ({ ...written, by, version })));
    done.set(key, row);
    return { kind: 'saved', customer: row };
  }

  return { patch, history, rows, current: () => row };
}

function withRemoved(base: Customer, row: Customer): Customer['fields'] {
  const removed = Object.keys(base.fields).filter((name) => !Object.hasOwn(row.fields, name));
  return { ...row.fields, ...Object.fromEntries(removed.map((name) => [name, null])) };
}

export function stamp(version: number): string {
  return `2026-11-21T09:00:00.${String(version).padStart(6, '0')}Z`;
}

export function sampleCustomer(over: Partial<Customer> = {}): Customer {
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    name: 'Harbour Bakery',
    email: 'post@bakery.example',
    phone: null,
    status: 'new',
    priority: 'normal',
    assignedTo: null,
    archived: false,
    dueAt: '2026-12-01T10:00:00.000000Z',
    followUpAt: null,
    notes: 'Calls every Monday.',
    tags: ['bakery', 'monday'],
    fields: { size: 'small' },
    version: 1,
    createdAt: stamp(0),
    updatedAt: stamp(1),
    ...over,
  };
}
