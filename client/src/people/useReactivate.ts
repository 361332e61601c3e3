import type { Person } from '@caseload/shared/people/person.ts';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { usePeopleWrites } from './usePeopleWrites.ts';

/** Lets somebody act again. Their customers of before are with others by now and stay there. */
export function useReactivate() {
  const { t } = useTranslation();
  const { reactivate } = usePeopleWrites();
  function run(person: Person): void {
    if (reactivate.isPending) return;
    reactivate.mutate(person, {
      onSuccess: ({ name, state }) =>
        void notifications.show({
          message: t(state === 'invited' ? 'people.reactivatedInvited' : 'people.reactivated', { name }),
          autoClose: 8_000,
        }),
    });
  }
  return { run, error: reactivate.error };
}
