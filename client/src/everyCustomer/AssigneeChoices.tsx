import { useTranslation } from 'react-i18next';
import { ASSIGNED_TEXT } from '../assignedWork/texts.ts';
import { OptionBox } from '../batches/OptionBox.tsx';
import { usePeople } from '../customers/useFieldWords.ts';
import { holdFocus } from '../ui/holdFocus.ts';

const WORDS = ['any', 'none', 'me'] as const;

/** Everybody by name with their open work; first those who are no single other person. */
export function AssigneeChoices({ onPick }: { readonly onPick: (assignedTo: string) => void }) {
  const { t, i18n } = useTranslation();
  const people = usePeople();
  const options = [
    ...WORDS.map((word) => ({ id: word, name: t(ASSIGNED_TEXT[word]) })),
    ...people
      .filter(({ active, openCount }) => active || openCount > 0)
      .map(({ id, name, openCount }) => ({
        id,
        name,
        hint: t('batches.open', { count: openCount, formatted: openCount.toLocaleString(i18n.language) }),
      })),
  ];
  return (
    <div ref={holdFocus}>
      <OptionBox
        ask={t('batches.findPerson')}
        none={t('batches.noPerson')}
        options={options}
        onPick={onPick}
      />
    </div>
  );
}
