import { canAssignCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { useSession } from '../session/sessionQuery.ts';
import { useCustomer } from './customerContext.ts';
import { heldValue } from './heldValue.ts';
import { restoredText } from './restoredText.ts';
import { useField } from './useField.ts';

/** The way back to an earlier value of a field: an ordinary save, so that conflicts are met as ever. */
export function useRestore(name: string) {
  const { customer, canEdit } = useCustomer();
  const { employee } = useSession();
  const field = useField(name);
  const now = heldValue(customer, name);
  const mayAssign = (value: unknown) =>
    name !== 'assignedTo' || canAssignCustomer(employee, customer, typeof value === 'string' ? value : null);
  return {
    /** What the field holds. */
    now,
    /** Whether something is typed into the field that restoring would put away. */
    isTyping: field.edit !== null,
    canRestore: (value: unknown) =>
      canEdit &&
      !sameFieldValue(name, now, value ?? null) &&
      mayAssign(value) &&
      restoredText(name, value, customer) !== null,
    restore(value: unknown) {
      const text = restoredText(name, value, customer);
      if (text !== null) field.choose(text);
    },
  };
}
