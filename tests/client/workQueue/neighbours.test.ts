import { endpointQuery } from '@caseload/client/api/endpointQuery.ts';
import { nextWorkable } from '@caseload/client/workQueue/neighbours.ts';
import { startRun } from '@caseload/client/workQueue/queueRun.ts';
import { createQueueStore } from '@caseload/client/workQueue/queueStore.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../customers/memoryStorage.ts';
import { sampleCustomer } from '../customers/simulatedServer.ts';

afterEach(() => vi.unstubAllGlobals());

/** A queue of these customers; the server answers what it knows of them. */
function setUp(there: Record<string, Partial<Customer> | 'missing' | 'silent'>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    const id = address.split('/').at(-1) ?? '';
    asked.push(id);
    const known = there[id];
    if (known === 'silent') return new Promise(() => undefined);
    if (known === 'missing' || known === undefined) {
      const problem = { type: 'not-found', status: 404, title: 'Not found', instance: 'r-1' };
      return Promise.resolve(Response.json(problem, { status: 404 }));
    }
    return Promise.resolve(Response.json(sampleCustomer({ id, ...known })));
  });
  const queryClient = new QueryClient();
  const store = createQueueStore(memoryStorage(), 'ana');
  store.set(startRun(Object.keys(there)));
  const isWorkable = ({ archived }: Customer) => !archived;
  return {
    queryClient,
    store,
    asked,
    next: (id: string) => nextWorkable({ queryClient, store, isWorkable }, id),
  };
}

it('passes over what somebody else has seen to meanwhile, and counts it', async () => {
  const { next, store } = setUp({ a: {}, b: { archived: true }, c: 'missing', d: {} });
  expect(await next('a')).toBe('d');
  expect(store.run()).toMatchObject({ ids: ['a', 'd'], left: 2 });
  expect(await next('d')).toBeNull();
});

it('asks nobody about what it has just read', async () => {
  const { next, queryClient, asked } = setUp({ a: {}, b: {} });
  const { queryKey } = endpointQuery(getCustomer, { params: { id: 'b' } });
  queryClient.setQueryData(queryKey, sampleCustomer({ id: 'b' }));
  expect(await next('a')).toBe('b');
  expect(asked).toEqual([]);
});

it('goes on without waiting for a slow server', async () => {
  const { next, store } = setUp({ a: {}, b: 'silent' });
  expect(await next('a')).toBe('b');
  expect(store.run()).toMatchObject({ ids: ['a', 'b'], left: 0 });
});
