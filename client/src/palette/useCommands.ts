import { canManageOrganisation } from '@caseload/shared/rules/canManage.ts';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { inUsualOrder } from '../keys/inUsualOrder.ts';
import { useKeyRegistry } from '../keys/KeysProvider.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { ADMIN_SECTIONS, OWN_SECTIONS } from '../settings/settingsSections.ts';
import { type Command, findCommands } from './findCommands.ts';

/** What the palette itself is for need not be offered in it. */
const LEFT_OUT = new Set(['palette.open', 'search.open']);

/** Everything that can be done on the page below, and every part of the settings. */
export function useCommands(text: string): {
  readonly actions: readonly Command[];
  readonly screens: readonly Command[];
} {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { employee } = useSession();
  const offered = inUsualOrder(useKeyRegistry().list())
    .filter(({ action }) => !LEFT_OUT.has(action))
    .map(({ action, label, keys, run }) => ({ id: action, label, keys, run }));
  const isScreen = ({ id }: Command) => id.startsWith('go.');
  const sections = [...OWN_SECTIONS, ...(canManageOrganisation(employee) ? ADMIN_SECTIONS : [])].map(
    (section) => ({
      id: `settings.${section}`,
      label: `${t('settings.title')}: ${t(`settings.sections.${section}`)}`,
      keys: [],
      run: () => void navigate({ to: '/settings/$section', params: { section } }),
    }),
  );
  return {
    actions: findCommands(
      offered.filter((command) => !isScreen(command)),
      text,
    ),
    screens: findCommands([...offered.filter(isScreen), ...sections], text),
  };
}
