import type { CustomField, CustomFieldType } from '@caseload/shared/customFields/customField.ts';

/**
 * What the organisation's custom fields hold. Kept outside of any screen, since text that was typed is made into
 * a value wherever it is sent from, also when it is tried again after its page was left.
 */
let types: ReadonlyMap<string, CustomFieldType> = new Map();

/** Tells it the definitions of the session; again whenever they change. */
export function learnCustomFields(definitions: readonly CustomField[]): void {
  types = new Map(definitions.map(({ key, type }) => [key, type]));
}

/** Null for a name without a definition, which may hold anything. */
export function typeOfCustomField(key: string): CustomFieldType | null {
  return types.get(key) ?? null;
}
