import { joinsAsSupervisor } from '@caseload/shared/rules/canSupervise.ts';
import { CloseButton, Checkbox, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../customers/useFieldWords.ts';
import type { TeamMember } from './teamMembers.ts';

type Props = {
  readonly members: readonly TeamMember[];
  readonly onChange: (members: TeamMember[]) => void;
  /** Names of members, where the list of people does not know them (yet). */
  readonly nameOf: (id: string) => string;
  /** While they are being saved. */
  readonly isLocked: boolean;
};

const MOST_MEMBERS = 500;

/** Who is in the team and who supervises it; people are added by their name. */
export function MemberEditor({ members, onChange, nameOf, isLocked }: Props) {
  const { t } = useTranslation();
  const people = usePeople();
  const isIn = (id: string) => members.some((member) => member.id === id);
  const others = people.filter(({ id, active }) => active && !isIn(id));
  return (
    <fieldset className="members">
      <legend className="members__legend">{t('teams.members')}</legend>
      <Select
        label={t('teams.addPerson')}
        placeholder={t('teams.addPersonHint')}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        disabled={members.length >= MOST_MEMBERS}
        readOnly={isLocked}
        onChange={(id) => {
          const person = people.find((one) => one.id === id);
          if (person) onChange([...members, { id: person.id, isSupervisor: joinsAsSupervisor(person) }]);
        }}
        nothingFoundMessage={t('teams.nobodyFound')}
        limit={50}
        searchable
        autoSelectOnBlur={false}
      />
      {members.length === 0 && (
        <Text size="sm" className="quiet">
          {t('teams.nobodyYet')}
        </Text>
      )}
      <ul className="members__list" aria-label={t('teams.members')}>
        {members.map(({ id, isSupervisor }) => (
          <li key={id} className="members__member">
            <span className="members__name">{nameOf(id)}</span>
            <Checkbox
              size="sm"
              label={t('teams.supervises')}
              aria-label={t('teams.supervisesOf', { name: nameOf(id) })}
              checked={isSupervisor}
              disabled={isLocked}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                onChange(members.map((one) => (one.id === id ? { id, isSupervisor: checked } : one)));
              }}
            />
            <CloseButton
              aria-label={t('teams.takeOut', { name: nameOf(id) })}
              disabled={isLocked}
              onClick={() => onChange(members.filter((one) => one.id !== id))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
