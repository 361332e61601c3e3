import type { Person } from '@caseload/shared/people/person.ts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';
import { useSession } from '../session/sessionQuery.ts';
import { Moment } from '../ui/Moment.tsx';
import { counted } from './counted.ts';
import { type PersonAction, PersonMenu, personMenuId } from './PersonMenu.tsx';
import { PersonStateMark } from './PersonStateMark.tsx';

/** So many rows are drawn at once; an organisation may have thousands of people. */
const STEP = 200;

type Props = {
  readonly people: readonly Person[];
  readonly onAct: (person: Person, action: PersonAction) => void;
};

/** The people as rows, each with the menu of what can be done. */
export function PeopleTable({ people, onAct }: Props) {
  const { t, i18n } = useTranslation();
  const [most, setMost] = useState(STEP);
  const [activeId, setActiveId] = useState<string | null>(null);
  const shown = people.slice(0, most);
  const at = shown.findIndex(({ id }) => id === activeId);

  function focusAt(index: number) {
    const person = shown[Math.min(Math.max(index, 0), shown.length - 1)];
    if (person !== undefined) document.getElementById(personMenuId(person.id))?.focus();
  }
  useKeys([
    { action: 'list.next', run: () => focusAt(at + 1) },
    { action: 'list.previous', run: () => focusAt(at - 1) },
    {
      action: 'list.open',
      run: () => activeId !== null && document.getElementById(personMenuId(activeId))?.click(),
    },
  ]);

  return (
    <>
      <table className="people-table">
        <caption className="people-table__caption">{t('people.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col" className="people-table__wide">
              {t('people.role')}
            </th>
            <th scope="col" className="people-table__wide">
              {t('people.teams')}
            </th>
            <th scope="col" className="people-table__number">
              {t('people.open')}
            </th>
            <th scope="col" className="people-table__wide">
              {t('people.state')}
            </th>
            <th scope="col" className="people-table__wide">
              {t('people.lastSignIn')}
            </th>
            <th scope="col">
              <span className="people-table__caption">{t('people.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((person) => (
            <Row key={person.id} person={person} onAct={onAct} onActive={setActiveId} />
          ))}
        </tbody>
      </table>
      {people.length > shown.length && (
        <Button variant="default" onClick={() => setMost(most + STEP)}>
          {t('people.more', counted(people.length - shown.length, i18n.language))}
        </Button>
      )}
    </>
  );
}

type RowProps = Pick<Props, 'onAct'> & {
  readonly person: Person;
  readonly onActive: (id: string) => void;
};

function Row({ person, onAct, onActive }: RowProps) {
  const { t, i18n } = useTranslation();
  const { employee } = useSession();
  const { id, name, email, role, teams, openCount, lastSignInAt } = person;
  const teamNames = teams.map((team) => team.name).join(', ');
  return (
    <tr data-state={person.state} onFocus={() => onActive(id)}>
      <th scope="row">
        <span className="people-table__name">
          {name}
          {id === employee.id && <span className="quiet"> {t('people.you')}</span>}
        </span>
        <span className="people-table__email quiet">{email ?? t('people.noEmail')}</span>
        <span className="people-table__narrow quiet">
          {[t(`words.role.${role}`), teamNames].filter((part) => part !== '').join(' · ')}
        </span>
        <span className="people-table__narrow">
          <PersonStateMark person={person} />
        </span>
      </th>
      <td className="people-table__wide">{t(`words.role.${role}`)}</td>
      <td className="people-table__wide people-table__teams">{teamNames}</td>
      <td className="people-table__number">
        <Link
          className="people-table__link"
          to="/customers"
          search={{ assignedTo: id, category: ['open', 'waiting'] }}
          aria-label={t('people.openOf', { name, ...counted(openCount, i18n.language) })}
          preload={false}
        >
          {openCount.toLocaleString(i18n.language)}
        </Link>
      </td>
      <td className="people-table__wide">
        <PersonStateMark person={person} />
      </td>
      <td className="people-table__wide quiet">
        {lastSignInAt === null ? t('people.never') : <Moment at={lastSignInAt} />}
      </td>
      <td className="people-table__menu">
        <PersonMenu person={person} onAct={(action) => onAct(person, action)} />
      </td>
    </tr>
  );
}
