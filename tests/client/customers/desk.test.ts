import { createDesk } from '@caseload/client/customers/desk.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { createQueryClient } from '@caseload/client/api/queryClient.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryStorage } from './memoryStorage.ts';
import { sampleCustomer } from './simulatedServer.ts';

const shown = sampleCustomer();
const other = sampleCustomer({ id: '00000000-0000-4000-8000-00000000000b', name: 'Butcher' });
const REFUSAL = { type: 'forbidden', status: 403, title: 'Not yours', instance: 'r-1' };

/** A page of Ana's in a browser; `answer` is what the server says to every save. */
function openPage(place: Storage, answer: () => Response) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (address: string, { method, body }: RequestInit) => {
    if (method === 'PATCH') sent.push([address, JSON.parse(String(body))]);
    return answer();
  });
  const storage = createThrottledStorage({ storage: place, onFull: () => undefined });
  const desk = createDesk({
    queryClient: createQueryClient(),
    employeeId: 'ana',
    storage,
    outbox: {
      subscribe: () => () => undefined,
      comments: () => [],
      commentsOf: () => [],
      add: () => undefined,
      retry: async () => undefined,
      takeBack: async () => null,
      resend: async () => undefined,
    },
    drafts: {
      note: () => undefined,
      hurry: () => undefined,
      leave: () => undefined,
      retry: () => undefined,
      reconcile: () => undefined,
      isEnded: () => false,
    },
    otherTabs: { tell: () => undefined, listen: () => undefined },
    isStillMe: async () => true,
  });
  return { desk, storage, sent };
}

const problem = () =>
  Response.json(REFUSAL, { status: 403, headers: { 'content-type': 'application/problem+json' } });
const stands = (desk: ReturnType<typeof createDesk>) =>
  desk
    .unsaved()
    .flatMap(({ customerName, edits }) => edits.map(({ field, why }) => [customerName, field, why]));

afterEach(() => vi.unstubAllGlobals());

it('tells of a refused change wherever the person is, also after the page was loaded again', async () => {
  const place = memoryStorage();
  const { desk, storage } = openPage(place, problem);
  const told = vi.fn();
  desk.subscribe(told);
  const { editing } = desk.of(shown.id);
  editing.type('phone', '2', shown);
  expect(desk.unsaved()).toEqual([]);
  await editing.commit('phone');
  expect(told).toHaveBeenCalled();
  expect(stands(desk)).toEqual([['Harbour Bakery', 'phone', 'refused']]);
  expect(desk.unsaved()[0]?.edits[0]?.error).toMatchObject({ problem: REFUSAL });
  storage.flush();

  const after = openPage(place, problem).desk;
  expect(stands(after)).toEqual([['Harbour Bakery', 'phone', 'refused']]);
  after.of(shown.id).editing.revert('phone');
  expect(after.unsaved()).toEqual([]);
});

it('counts what was kept of customers that are not open, and saves what got no answer', async () => {
  const place = memoryStorage();
  const before = openPage(place, problem);
  before.desk.of(shown.id).editing.type('notes', 'half', shown);
  const unanswered = vi.fn<typeof fetch>(() => new Promise(() => undefined));
  vi.stubGlobal('fetch', unanswered);
  const { editing } = before.desk.of(other.id);
  editing.type('phone', '4711', other);
  void editing.commit('phone');
  await vi.waitFor(() => expect(unanswered).toHaveBeenCalled());
  before.storage.flush();

  const saved = { ...other, phone: '4711', version: 2, updatedAt: '2026-11-21T10:00:00.000000Z' };
  const after = openPage(place, () => Response.json(saved));
  expect(stands(after.desk).toSorted()).toEqual([
    ['Butcher', 'phone', 'lost'],
    ['Harbour Bakery', 'notes', 'restored'],
  ]);
  await after.desk.tryAgain(true);
  await vi.waitFor(() => expect(stands(after.desk)).toEqual([['Harbour Bakery', 'notes', 'restored']]));
  expect(after.sent).toEqual([[`/api/customers/${other.id}`, { phone: '4711', updatedAt: other.updatedAt }]]);
  expect(after.desk.of(shown.id).editing.edit('notes')?.text).toBe('half');
});

it('does not count what another window of the person has settled', () => {
  const place = memoryStorage();
  const before = openPage(place, problem);
  before.desk.of(shown.id).editing.type('notes', 'half', shown);
  before.storage.flush();
  const { desk } = openPage(place, problem);
  expect(stands(desk)).toEqual([['Harbour Bakery', 'notes', 'restored']]);
  before.desk.of(shown.id).editing.revert('notes');
  desk.lookAgain();
  expect(desk.unsaved()).toEqual([]);
});
