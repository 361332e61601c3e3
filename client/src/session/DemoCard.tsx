import { Avatar, Loader, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DemoPerson } from './demoPeople.ts';
import './demoCard.css';

type Props = { readonly person: DemoPerson; readonly isBusy: boolean; readonly onPick: () => void };

export function DemoCard({ person, isBusy, onPick }: Props) {
  const { t, i18n } = useTranslation();
  const role = t(`words.role.${person.role}`);
  const customers = t('session.customers', {
    count: person.customers,
    formatted: person.customers.toLocaleString(i18n.language),
  });
  return (
    <UnstyledButton className="demo-card" onClick={onPick} data-email={person.email}>
      {isBusy ? <Loader size={32} /> : <Avatar name={person.name} color="initials" size={32} aria-hidden />}
      <span className="demo-card__text">
        <span className="demo-card__name">{person.name}</span>
        <span className="demo-card__role">{person.customers === 0 ? role : `${role} · ${customers}`}</span>
      </span>
    </UnstyledButton>
  );
}
