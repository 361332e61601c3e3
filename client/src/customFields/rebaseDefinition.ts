import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { mergeTags } from '../conflicts/mergeTags.ts';
import { readChoices, writeChoices } from './choiceLines.ts';
import type { CustomFieldPatch } from './useCustomFieldWrites.ts';

type Definition = Pick<CustomField, 'label' | 'choices'>;

/** What the form of a field holds: its choices one on each line. */
export type DefinitionDraft = { readonly label: string; readonly choices: string };

export const draftOf = ({ label, choices }: Definition): DefinitionDraft => ({
  label,
  choices: writeChoices(choices),
});

/** What I changed since `base` as I have it, the rest as it is now; of the choices each by itself. */
export function rebaseDefinition(base: Definition, mine: DefinitionDraft, now: Definition): DefinitionDraft {
  const before = draftOf(base);
  return {
    label: mine.label === before.label ? now.label : mine.label,
    choices: rebaseChoices(base.choices, mine.choices, now.choices),
  };
}

function rebaseChoices(base: readonly string[], mine: string, now: readonly string[]): string {
  // Also the order and what is not finished yet stay as they are typed, unless there is anything to take in.
  if (writeChoices(base) === writeChoices(now)) return mine;
  return writeChoices(mergeTags(base, readChoices(mine), now));
}

/** Only what differs is sent, so that it clashes with nothing else. */
export function patchOf(base: Definition, { label, choices }: DefinitionDraft): CustomFieldPatch {
  return {
    ...(label.trim() === base.label ? {} : { label: label.trim() }),
    ...(choices === writeChoices(base.choices) ? {} : { choices: readChoices(choices) }),
  };
}
