import { getBoard } from '@caseload/shared/board/endpoints.ts';
import { setAway } from '@caseload/shared/employees/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { usePlace } from '../time/place.ts';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { dayText } from './dayText.ts';

export type AwayPerson = { readonly id: string; readonly name: string; readonly awayUntil: string | null };
type Write = { readonly person: AwayPerson; readonly until: string | null };

/** Says until when somebody is away, and offers to take it back. */
export function useSetAway() {
  const { t } = useTranslation();
  const place = usePlace();
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const set = ({ person, until }: Write) => call(setAway, { params: { id: person.id }, body: { until } });
  const readAgain = () => queryClient.invalidateQueries({ queryKey: [getBoard.id] });
  return useMutation({
    mutationFn: set,
    onSuccess: (_, { person, until }) => {
      const { name, awayUntil } = person;
      offerUndo({
        message:
          until === null
            ? t('teams.isBack', { name })
            : t('teams.isAway', { name, day: dayText(until, place) }),
        undo: async () => {
          await set({ person, until: awayUntil });
          await readAgain();
        },
      });
    },
    onSettled: readAgain,
  });
}
