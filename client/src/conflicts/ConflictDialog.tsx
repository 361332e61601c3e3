import { Button, Modal } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldWords } from '../customers/fieldText.ts';
import { valueText } from '../customers/fieldText.ts';
import { useUndoDesk } from '../undo/useOfferUndo.ts';
import { chosenChange, type Decision, editedTexts, firstDecision } from './choices.ts';
import { ClashChoice } from './ClashChoice.tsx';
import { conflictTitle } from './conflictTitle.ts';
import { CopyButton } from './CopyButton.tsx';
import { KeptAutomatically } from './KeptAutomatically.tsx';
import type { OpenQuestion, QuestionDesk } from './questionDesk.ts';
import './conflictDialog.css';

type Props = {
  readonly questions: QuestionDesk;
  readonly words: FieldWords;
};

/** Asks what to do with fields that two people changed. Closing it keeps everything typed and saves nothing. */
export function ConflictDialog({ questions, words }: Props) {
  const question = useSyncExternalStore(questions.subscribe, questions.open);
  return (
    <Modal.Root
      opened={question !== null}
      onClose={() => question !== null && keepEditing(question)}
      size="xl"
      closeOnClickOutside={false}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className="conflict__body">
          {question !== null && <Choices question={question} words={words} />}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Closes the question; text edited in it is what the person goes on with. */
function keepEditing({ answer, typed }: OpenQuestion): void {
  answer({ kind: 'keepEditing', typed: typed() });
}

type ChoicesProps = Omit<Props, 'questions'> & { readonly question: OpenQuestion };

function Choices({ question, words }: ChoicesProps) {
  const { t } = useTranslation();
  const { clashes, decided } = question;
  const { stopWanting } = useUndoDesk();
  // What is decided here is not taken back by a key that was pressed before the question.
  useEffect(stopWanting, [stopWanting]);
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(
    () => new Map(clashes.map((clash) => [clash.field, firstDecision(clash, decided)])),
  );
  const myText = clashes.map(({ field, mine }) => valueText(words, field, mine)).join('\n\n');
  function decide(field: string, decision: Decision) {
    const next = new Map(decisions).set(field, decision);
    setDecisions(next);
    question.keep(editedTexts(question, next));
  }
  return (
    <div className="conflict">
      <div className="conflict__head">
        <Modal.Title className="conflict__title">{conflictTitle(words, clashes)}</Modal.Title>
        <Modal.CloseButton aria-label={t('conflicts.keepEditing')} />
      </div>
      <p>{t('conflicts.intro', { count: clashes.length })}</p>
      {clashes.map((clash, index) => (
        <ClashChoice
          key={clash.field}
          clash={clash}
          decision={decisions.get(clash.field) ?? firstDecision(clash, decided)}
          onDecide={(decision) => decide(clash.field, decision)}
          words={words}
          isFirst={index === 0}
        />
      ))}
      <KeptAutomatically question={question} words={words} />
      <div className="conflict__buttons">
        <Button onClick={() => question.answer({ kind: 'save', chosen: chosenChange(question, decisions) })}>
          {t('conflicts.saveChoices')}
        </Button>
        <Button variant="default" onClick={() => question.answer({ kind: 'save', chosen: {} })}>
          {t('conflicts.useTheirs')}
        </Button>
        <CopyButton text={myText} label={t('conflicts.copyMine')} size="sm" />
        <Button variant="subtle" onClick={() => keepEditing(question)}>
          {t('conflicts.keepEditing')}
        </Button>
      </div>
    </div>
  );
}
