import type { UnsavedEdits } from '@caseload/client/customers/unsavedEdits.ts';
import type { UnsentComment } from '@caseload/client/outbox/outbox.ts';
import { whatWaits } from '@caseload/client/outbox/whatWaits.ts';
import { expect, it } from 'vitest';

const comment = (phase: UnsentComment['phase'], isOnlyHere = false): UnsentComment => ({
  key: phase,
  customerId: 'c1',
  customerName: 'Bakery',
  body: 'one',
  files: [],
  writtenAt: '2026-11-21T09:00:00.000Z',
  phase,
  error: null,
  canEdit: true,
  isOnlyHere,
});
const unsaved: UnsavedEdits[] = [
  {
    customerId: 'c1',
    customerName: 'Bakery',
    edits: [
      { field: 'phone', why: 'lost', text: '1', error: null },
      { field: 'email', why: 'refused', text: '2', error: new Error('no') },
    ],
  },
  {
    customerId: 'c2',
    customerName: 'Butcher',
    edits: [
      { field: 'phone', why: 'undecided', text: '3', error: null },
      { field: 'notes', why: 'restored', text: '4', error: null },
    ],
  },
];

it('counts what waits apart from what needs the person, wherever they are', () => {
  const comments = [comment('sending', true), comment('waiting'), comment('refused')];
  const waits = whatWaits(comments, unsaved, []);
  expect(waits.comments.map(({ phase }) => phase)).toEqual(['waiting', 'refused']);
  expect(waits.counts).toEqual({ comments: 1, refused: 1, lost: 1, stuck: 2, kept: 1 });
  expect(waits).toMatchObject({ isAnything: true, isOnlyHere: false });
  expect(whatWaits([comment('refused', true)], [], []).isOnlyHere).toBe(true);
});

it('is empty while everything is well', () => {
  expect(whatWaits([comment('sending')], [], []).isAnything).toBe(false);
});
