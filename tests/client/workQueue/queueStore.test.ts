import {
  idBefore,
  idsAfter,
  markLeft,
  markSkipped,
  markWorked,
  moveTo,
  positionOf,
  startRun,
} from '@caseload/client/workQueue/queueRun.ts';
import { createQueueStore } from '@caseload/client/workQueue/queueStore.ts';
import { expect, it, vi } from 'vitest';
import { memoryStorage } from '../customers/memoryStorage.ts';

it('keeps places while it is worked through, and takes out what was skipped or has gone', () => {
  let run = startRun(['a', 'b', 'c', 'd']);
  expect(run.at).toBe('a');
  run = markWorked(markWorked(moveTo(run, 'b'), 'a'), 'a');
  expect([positionOf(run, 'b'), run.ids.length, run.worked]).toEqual([2, 4, ['a']]);
  run = markSkipped(run, 'b');
  expect([positionOf(run, 'c'), positionOf(run, 'b'), run.ids.length]).toEqual([2, null, 3]);
  expect([idBefore(run, 'c'), idBefore(run, 'a'), idsAfter(run, 'c')]).toEqual(['a', null, ['d']]);
  run = markLeft(markLeft(run, 'd'), 'd');
  expect(run).toMatchObject({ ids: ['a', 'c'], skipped: 1, left: 1 });
});

it('survives a reload, for the person whose run it is', () => {
  const storage = memoryStorage();
  const store = createQueueStore(storage, 'ana');
  const heard = vi.fn();
  store.subscribe(heard);
  store.set(startRun(['a', 'b']));
  store.change((run) => moveTo(run, 'b'));
  expect(heard).toHaveBeenCalledTimes(2);
  expect(createQueueStore(storage, 'ana').run()).toMatchObject({ ids: ['a', 'b'], at: 'b' });
  expect(createQueueStore(storage, 'ben').run()).toBeNull();
  store.set(null);
  store.change((run) => moveTo(run, 'a'));
  expect(createQueueStore(storage, 'ana').run()).toBeNull();
});

it('starts anew from what it cannot read, and works without room', () => {
  const storage = memoryStorage();
  storage.setItem('caseload.queue/ana', '{half');
  expect(createQueueStore(storage, 'ana').run()).toBeNull();
  const store = createQueueStore(memoryStorage(0), 'ana');
  store.set(startRun(['a']));
  expect(store.run()?.ids).toEqual(['a']);
});
