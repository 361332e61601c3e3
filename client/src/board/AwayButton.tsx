import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AwayPerson } from '../teams/useSetAway.ts';

type Props = { readonly person: AwayPerson; readonly onAway: (person: AwayPerson) => void };

/** Asks until when somebody is away, or has them back. */
export function AwayButton({ person, onAway }: Props) {
  const { t } = useTranslation();
  return (
    <Button
      id={awayButtonId(person.id)}
      className="board__away"
      size="compact-xs"
      variant="subtle"
      aria-label={t('teams.awayOf', { name: person.name })}
      onClick={() => onAway(person)}
    >
      {t('teams.away')}
    </Button>
  );
}

export const awayButtonId = (personId: string) => `board-away-${personId}`;
