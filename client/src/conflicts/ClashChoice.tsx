import { Radio, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldLabel, type FieldWords, timeText, valueText } from '../customers/fieldText.ts';
import { type Choice, type Decision, decisionFor, isLongText } from './choices.ts';
import type { Clash } from './rebase.ts';
import { WordMarks } from './WordMarks.tsx';

type Props = {
  readonly clash: Clash;
  readonly decision: Decision;
  readonly onDecide: (decision: Decision) => void;
  readonly words: FieldWords;
  readonly isFirst: boolean;
};

const CHOICES: readonly Choice[] = ['base', 'theirs', 'mine'];

/** One field both changed: was, theirs and yours to choose from; of long text the result can be edited. */
export function ClashChoice({ clash, decision, onDecide, words, isFirst }: Props) {
  const { t } = useTranslation();
  const isLong = isLongText(clash);
  const label = fieldLabel(t, clash.field, words.customFields);
  const isEdited = decision.text !== null && !CHOICES.some((each) => (clash[each] ?? '') === decision.text);
  return (
    <fieldset className="clash">
      <legend className="clash__legend">{label}</legend>
      {CHOICES.map((choice) => (
        <label key={choice} className="clash__choice">
          <Radio
            name={`clash-${clash.field}`}
            checked={!isEdited && decision.choice === choice}
            onChange={() => onDecide(decisionFor(clash, choice))}
            {...(isFirst && choice === CHOICES[0] ? { 'data-autofocus': true } : {})}
          />
          <span>{choiceLabel(choice)}</span>
          <span className="clash__value">
            {isLong && choice !== 'base' ? (
              <WordMarks before={String(clash.base ?? '')} after={String(clash[choice] ?? '')} />
            ) : (
              valueText(words, clash.field, clash[choice])
            )}
          </span>
        </label>
      ))}
      {decision.text !== null && (
        <Textarea
          label={t('conflicts.result', { field: label })}
          description={t('conflicts.resultHint')}
          value={decision.text}
          onChange={(event) => onDecide({ choice: decision.choice, text: event.currentTarget.value })}
          autosize
          minRows={3}
          maxRows={12}
        />
      )}
    </fieldset>
  );

  function choiceLabel(choice: Choice): string {
    if (choice === 'base') return t('conflicts.was');
    if (choice === 'mine') return t('conflicts.yours');
    const { changedBy, changedAt } = clash;
    if (changedAt === null) return t('conflicts.theirs');
    const when = timeText(words, changedAt);
    return t('conflicts.theirsBy', { who: changedBy?.name ?? t('conflicts.somebody'), when });
  }
}
