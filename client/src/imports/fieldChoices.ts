import { IMPORT_FIELDS } from '@caseload/shared/imports/importRules.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { TFunction } from 'i18next';
import type { Mapping } from '@caseload/shared/imports/importRules.ts';

export type FieldChoice = { readonly value: string; readonly label: string };
export type FieldChoices = {
  readonly usual: readonly FieldChoice[];
  readonly own: readonly FieldChoice[];
  /** What an earlier import with this header used: archived fields, and free ones that programs made. */
  readonly other: readonly FieldChoice[];
};

/** What a column can be imported as. */
export function fieldChoices(
  t: TFunction,
  customFields: readonly CustomField[],
  map: readonly Mapping[],
): FieldChoices {
  const usual = IMPORT_FIELDS.map((field) => ({
    value: field,
    label: field === 'name' ? t('imports.required', { field: t('words.field.name') }) : nameOf(t, field),
  }));
  const own = customFields
    .filter(({ archived }) => !archived)
    .map(({ key, label }) => ({ value: CUSTOM_FIELD_PREFIX + key, label }));
  const listed = new Set([...usual, ...own].map(({ value }) => value));
  const other = map
    .filter(({ field }) => !listed.has(field))
    .map(({ field }) => ({ value: field, label: fieldName(t, customFields, field) }));
  return { usual, own, other };
}

/** A field as people call it. */
export function fieldName(t: TFunction, customFields: readonly CustomField[], field: string): string {
  const usual = IMPORT_FIELDS.find((each) => each === field);
  if (usual !== undefined) return nameOf(t, usual);
  const key = field.startsWith(CUSTOM_FIELD_PREFIX) ? field.slice(CUSTOM_FIELD_PREFIX.length) : field;
  const known = customFields.find((each) => each.key === key);
  if (known === undefined) return key;
  return known.archived ? t('imports.archivedField', { field: known.label }) : known.label;
}

function nameOf(t: TFunction, field: (typeof IMPORT_FIELDS)[number]): string {
  return t(`words.field.${field}`);
}
