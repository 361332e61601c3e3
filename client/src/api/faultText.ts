import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import type { TFunction } from 'i18next';
import { knownFault } from './faultKeys.ts';

/** Every text takes what it has blanks for. */
const NO_BLANKS = {
  column: '',
  field: '',
  files: '',
  found: '',
  from: '',
  limit: '',
  megabytes: '',
  row: '',
  to: '',
  value: '',
  word: '',
};

/**
 * What a text of the server says, as a sentence in the language of the page. A text that this page does not know says only
 * that something is not taken: a word of another language would help nobody.
 */
export function faultText(t: TFunction, saying: string): string {
  const known = knownFault(saying);
  return known === null ? t('errors.notTaken') : t(`faults.${known.key}`, { ...NO_BLANKS, ...known.blanks });
}

/** All that is wrong, each with the name of its field where it has one. */
export function issuesText(t: TFunction, issues: readonly InputIssue[]): string {
  const sentences = issues.map(({ pointer, message }) => {
    const field = fieldAt(t, pointer);
    const fault = faultText(t, message);
    return field === null ? fault : t('errors.ofField', { field, fault });
  });
  return [...new Set(sentences)].join(' ');
}

const FIELDS = [
  'name',
  'email',
  'phone',
  'status',
  'priority',
  'assignedTo',
  'archived',
  'dueAt',
  'followUpAt',
  'notes',
  'externalId',
  'tags',
] as const;

/** The name of the field that a pointer such as `/tags/2` or `/changes/status` lies in; null when people know none. */
function fieldAt(t: TFunction, pointer: string): string | null {
  const parts = pointer.split('/').slice(1);
  if (parts[0] === 'fields' && parts[1] !== undefined) return parts[1];
  const named = FIELDS.find((name) => parts.includes(name));
  return named === undefined ? null : t(`words.field.${named}`);
}
