import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import { ImportFault } from './importFault.ts';
import type { ImportRules } from '@caseload/shared/imports/importRules.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { isArchivedStatus } from '@caseload/shared/rules/isArchivedStatus.ts';
import { firstOpenStatus } from '@caseload/shared/rules/keepsOpenStatus.ts';
import { ARCHIVED_STATUS } from '../customers/refusedInput.ts';
import type { Words } from './readCell.ts';
import { foldWord } from './resolveColumns.ts';
import { zoneClock } from '@caseload/shared/time/zonedTime.ts';

/**
 * What the words of a file mean: first what the rules say, then the organisation's own keys, then its labels.
 * Throws `ImportFault` when the rules name a status that the organisation does not have or does not use any more.
 */
export function wordsOf(
  rules: ImportRules,
  statuses: readonly Status[],
  customFields: readonly Pick<CustomField, 'key' | 'type' | 'choices'>[],
): Words {
  const named = [
    ...rules.statuses.map(({ key }) => key),
    ...(rules.statusDefault === null ? [] : [rules.statusDefault]),
  ];
  const missing = named.find((key) => statuses.every((status) => status.key !== key));
  if (missing !== undefined) {
    throw new ImportFault(
      `There is no status "${missing}" in this organisation. Its statuses are: ${statuses.map(({ key }) => key).join(', ')}.`,
    );
  }
  const archived = named.find((key) => isArchivedStatus(statuses, key));
  if (archived !== undefined) {
    const inUse = statuses.filter((status) => !status.archived).map(({ key }) => key);
    throw new ImportFault(
      `The status "${archived}" ${ARCHIVED_STATUS}. The statuses in use are: ${inUse.join(', ')}.`,
    );
  }
  return {
    statuses: firstMeaning([
      ...rules.statuses.map(({ word, key }) => [word, key] as const),
      ...statuses.map(({ key }) => [key, key] as const),
      ...statuses.map(({ key, label }) => [label, key] as const),
    ]),
    statusDefault: rules.statusDefault,
    archivedStatuses: new Set(statuses.filter((status) => status.archived).map(({ key }) => key)),
    firstStatus: firstOpenStatus(statuses) ?? '',
    priorities: firstMeaning([
      ...rules.priorities.map(({ word, key }) => [word, key] as const),
      ...PRIORITIES.map((key) => [key, key] as const),
    ]),
    dates: rules.dates,
    clock: zoneClock(rules.timeZone),
    customFields: new Map(customFields.map((field) => [field.key, field])),
  };
}

function firstMeaning(entries: readonly (readonly [word: string, key: string])[]): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const [word, key] of entries) {
    if (!meanings.has(foldWord(word))) meanings.set(foldWord(word), key);
  }
  return meanings;
}
