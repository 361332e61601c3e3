import { NetworkError } from '@caseload/client/api/errors.ts';
import { createCustomerEditing } from '@caseload/client/customers/customerEditing.ts';
import type { SaveOutcome } from '@caseload/client/customers/customerSaver.ts';
import { createDrafts } from '@caseload/client/customers/drafts.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { saveAll } from '@caseload/client/workQueue/saveAll.ts';
import { applyChange } from '@caseload/client/conflicts/customerChange.ts';
import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { memoryStorage } from '../customers/memoryStorage.ts';
import { sampleCustomer } from '../customers/simulatedServer.ts';

const shown = sampleCustomer();
const error = new NetworkError('no answer');

afterEach(() => onlineManager.setOnline(true));

/** A customer whose phone was changed, and what becomes of its save. */
function setUp(kind: SaveOutcome['kind'] | 'no answer yet', room?: number) {
  const storage = createThrottledStorage({ storage: memoryStorage(room), onFull: () => undefined });
  const editing = createCustomerEditing({
    saver: {
      async save(base, change) {
        const left = { base, change };
        if (kind === 'no answer yet') return new Promise(() => undefined);
        if (kind === 'undecided') return { kind, left };
        if (kind !== 'saved') return { kind, error, left };
        return { kind, customer: applyChange(base, change), takenOver: [], ownElsewhere: [] };
      },
      advance: (base) => base,
      mayHaveArrived: () => undefined,
    },
    drafts: createDrafts(storage, { employeeId: 'ana', customerId: shown.id }),
    now: () => new Date('2026-11-21T09:00:00Z'),
    onSaved: () => undefined,
    onRefused: () => undefined,
  });
  editing.type('phone', '4711', shown);
  return { editing, storage };
}

it.each([
  ['saved', 'saved'],
  ['lost', 'waiting'],
  ['refused', 'stuck'],
  ['undecided', 'stuck'],
] as const)('what was %s is %s', async (kind, end) => {
  expect(await saveAll(setUp(kind))).toBe(end);
});

it('without a network waits for no attempt', async () => {
  onlineManager.setOnline(false);
  expect(await saveAll(setUp('no answer yet'))).toBe('waiting');
});

it('what is no value of its field does not wait, also without a network', async () => {
  onlineManager.setOnline(false);
  const { editing, storage } = setUp('no answer yet');
  editing.type('dueAt', 'some day', shown);
  expect(await saveAll({ editing, storage })).toBe('stuck');
});

it('what the browser has no room to keep does not wait', async () => {
  expect(await saveAll(setUp('lost', 10))).toBe('stuck');
});
