import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';

/** An action of Ana; minutes of the morning tell its time and make its id. */
export function sampleAction(minute: number, over: Partial<CustomerAction> = {}): CustomerAction {
  return {
    id: `a${minute}`,
    customerId: 'c',
    type: 'update',
    actor: { id: 'ana', name: 'Ana' },
    changes: [{ field: 'phone', from: String(minute - 1), to: String(minute) }],
    comment: null,
    attachments: [],
    customerVersion: minute,
    via: 'browser',
    requestId: null,
    batchId: null,
    createdAt: `2026-11-21T09:${String(minute).padStart(2, '0')}:00.000000Z`,
    ...over,
  };
}
