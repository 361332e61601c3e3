import type { Customer } from '@caseload/shared/customers/customer.ts';
import { updateCustomer } from '@caseload/shared/customers/endpoints.ts';
import { call, SHORT_PATIENCE_MS } from '../api/call.ts';
import { isApiError, problemOf } from '../api/errors.ts';
import type { CustomerChange } from '../conflicts/customerChange.ts';
import type { SendAnswer } from './customerSaver.ts';
import { isOutcomeUnknown } from './isOutcomeUnknown.ts';

/** One PATCH of the dirty fields, based on exactly the row they were typed against. */
export async function sendPatch(
  base: Customer,
  change: CustomerChange,
  idempotencyKey: string,
): Promise<SendAnswer> {
  const body = { ...change, updatedAt: base.updatedAt };
  try {
    const customer = await call(
      updateCustomer,
      { params: { id: base.id }, body },
      { idempotencyKey, patienceMs: SHORT_PATIENCE_MS },
    );
    return { kind: 'saved', customer };
  } catch (error) {
    if (!isApiError(error)) throw error;
    const problem = problemOf(error);
    if (problem?.type === 'conflict') return { kind: 'conflict', problem };
    return { kind: isOutcomeUnknown(error) ? 'lost' : 'refused', error };
  }
}
