import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { type CustomerChange, changeFrom, mergeChanges, pickFields } from './customerChange.ts';
import { customerState } from './customerState.ts';
import type { Question } from './question.ts';
import type { Clash } from './rebase.ts';

/** The three values to choose from: as it was, as they made it, as I typed it. */
export type Choice = 'base' | 'theirs' | 'mine';

/** What the person decided about one field. `text` is the result of long text, which may be none of the three. */
export type Decision = { readonly choice: Choice; readonly text: string | null };

const LONG = 80;

/** Whether a field is merged as text with an editable result rather than chosen as a whole. */
export function isLongText({ field, base, mine, theirs }: Clash): boolean {
  const values = [base, mine, theirs];
  if (!values.every((value) => value === null || typeof value === 'string')) return false;
  if (!field.startsWith(CUSTOM_FIELD_PREFIX)) return field === 'notes';
  return values.some((value) => value !== null && (value.length > LONG || value.includes('\n')));
}

/** Theirs for single values, mine for text; what was decided in an earlier round stays decided. */
export function firstDecision(clash: Clash, decided: ReadonlySet<string>): Decision {
  const choice = isLongText(clash) || decided.has(clash.field) ? 'mine' : 'theirs';
  return decisionFor(clash, choice);
}

/** A value as it stands; long text starts its result from it. */
export function decisionFor(clash: Clash, choice: Choice): Decision {
  return { choice, text: isLongText(clash) ? String(clash[choice] ?? '') : null };
}

/** The fields to set after all decisions; a field left as they made it is not sent at all. */
export function chosenChange(question: Question, decisions: ReadonlyMap<string, Decision>): CustomerChange {
  return question.clashes.reduce<CustomerChange>((change, clash) => {
    const decision = decisions.get(clash.field) ?? firstDecision(clash, question.decided);
    return mergeChanges(change, decidedField(question, clash, decision));
  }, {});
}

/** The texts edited in the question that are none of the values it was made of: they exist nowhere else. */
export function editedTexts(question: Question, decisions: ReadonlyMap<string, Decision>): CustomerChange {
  return question.clashes.reduce<CustomerChange>((change, clash) => {
    const text = decisions.get(clash.field)?.text ?? null;
    if (text === null || choiceOfText(clash, text) !== null) return change;
    return mergeChanges(change, textChange(clash.field, text));
  }, {});
}

function decidedField(question: Question, clash: Clash, decision: Decision): CustomerChange {
  const { field } = clash;
  const choice = decision.text === null ? decision.choice : choiceOfText(clash, decision.text);
  switch (choice) {
    case 'theirs':
      return {};
    case 'mine':
      return pickFields(question.mine, (name) => name === field);
    case 'base':
      return changeFrom(customerState(question.base), [field]);
    case null:
      return textChange(field, decision.text ?? '');
  }
}

/** Which of the values the result is, theirs first, since then nothing needs to be sent; null for none of them. */
function choiceOfText(clash: Clash, text: string): Choice | null {
  return CHOICES.find((choice) => text === (clash[choice] ?? '')) ?? null;
}

const CHOICES = ['theirs', 'mine', 'base'] as const;

/** Sets a field of long text, which only notes and custom values are. */
export function textChange(field: string, text: string): CustomerChange {
  if (field.startsWith(CUSTOM_FIELD_PREFIX))
    return { fields: { [field.slice(CUSTOM_FIELD_PREFIX.length)]: text } };
  return { notes: text };
}
