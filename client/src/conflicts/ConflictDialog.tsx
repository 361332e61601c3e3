import { Button, Modal } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldWords } from '../customers/fieldText.ts';
import { valueText } from '../customers/fieldText.ts';
import { chosenChange, type Decision, firstDecision } from './choices.ts';
import { ClashChoice } from './ClashChoice.tsx';
import { conflictTitle } from './conflictTitle.ts';
import { CopyButton } from './CopyButton.tsx';
import { KeptAutomatically } from './KeptAutomatically.tsx';
import type { OpenQuestion, QuestionDesk } from './questionDesk.ts';
import './conflictDialog.css';

type Props = {
  readonly questions: QuestionDesk;
  readonly words: FieldWords;
  /** Id of the signed-in employee. */
  readonly me: string;
};

/** Asks what to do with fields that two people changed. Closing it keeps everything typed and saves nothing. */
export function ConflictDialog({ questions, words, me }: Props) {
  const question = useSyncExternalStore(questions.subscribe, questions.open);
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(null)}
      title={question !== null && conflictTitle(words, question.clashes, me)}
      size="xl"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.t('conflicts.keepEditing') }}
      classNames={{ title: 'conflict__title' }}
    >
      {question !== null && <Choices question={question} words={words} me={me} />}
    </Modal>
  );
}

type ChoicesProps = Omit<Props, 'questions'> & { readonly question: OpenQuestion };

function Choices({ question, words, me }: ChoicesProps) {
  const { t } = useTranslation();
  const { clashes, decided } = question;
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(
    () => new Map(clashes.map((clash) => [clash.field, firstDecision(clash, decided)])),
  );
  const myText = clashes.map(({ field, mine }) => valueText(words, field, mine)).join('\n\n');
  return (
    <div className="conflict">
      <p>{t('conflicts.intro', { count: clashes.length })}</p>
      {clashes.map((clash, index) => (
        <ClashChoice
          key={clash.field}
          clash={clash}
          decision={decisions.get(clash.field) ?? firstDecision(clash, decided)}
          onDecide={(decision) => setDecisions((known) => new Map(known).set(clash.field, decision))}
          words={words}
          me={me}
          isFirst={index === 0}
        />
      ))}
      <KeptAutomatically question={question} words={words} />
      <div className="conflict__buttons">
        <Button onClick={() => question.answer(chosenChange(question, decisions))}>
          {t('conflicts.saveChoices')}
        </Button>
        <Button variant="default" onClick={() => question.answer({})}>
          {t('conflicts.useTheirs')}
        </Button>
        <CopyButton text={myText} label={t('conflicts.copyMine')} size="sm" />
        <Button variant="subtle" onClick={() => question.answer(null)}>
          {t('conflicts.keepEditing')}
        </Button>
      </div>
    </div>
  );
}
