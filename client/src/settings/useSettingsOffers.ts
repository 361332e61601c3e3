import { DENSITIES, LANGUAGES, THEMES } from '@caseload/shared/settings/settings.ts';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { useOffers } from '../keys/useOffers.ts';
import { useSession } from '../session/sessionQuery.ts';
import type { SettingsPatch } from './settingsPatch.ts';
import { useSaveSettings } from './useSaveSettings.ts';

/** Lets the palette change on every screen what its looks are set to. */
export function useSettingsOffers(): void {
  const { t } = useTranslation();
  const { theme, density, language } = useSession().settings;
  const { mutate } = useSaveSettings();
  const offer = (name: string, value: string, isSet: boolean, patch: SettingsPatch) =>
    !isSet && {
      id: `settings.set.${Object.keys(patch).join()}.${Object.values(patch).join()}`,
      label: `${name}: ${value}`,
      run: () =>
        mutate(patch, {
          onError: (error) =>
            notifications.show({
              color: 'red',
              message: t('settings.notSaved', { reason: errorText(t, error) }),
            }),
        }),
    };
  useOffers([
    ...THEMES.map((one) =>
      offer(t('settings.theme'), t(`settings.themes.${one}`), one === theme, { theme: one }),
    ),
    ...DENSITIES.map((one) =>
      offer(t('settings.density'), t(`settings.densities.${one}`), one === density, { density: one }),
    ),
    ...LANGUAGES.map((one) =>
      offer(t('settings.language'), t(`settings.languages.${one}`), one === language, { language: one }),
    ),
  ]);
}
