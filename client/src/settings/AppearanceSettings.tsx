import { DENSITIES, THEMES } from '@caseload/shared/settings/settings.ts';
import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { SaveState } from './SaveState.tsx';
import { useSaveSettings } from './useSaveSettings.ts';

export function AppearanceSettings() {
  const { t } = useTranslation();
  const { theme, density } = useSession().settings;
  const savingTheme = useSaveSettings();
  const savingDensity = useSaveSettings();
  return (
    <>
      <Choice
        label={t('settings.theme')}
        options={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
        value={theme}
        onChoose={(wanted) => savingTheme.mutate({ theme: wanted })}
        saving={savingTheme}
      />
      <Choice
        label={t('settings.density')}
        hint={t('settings.densityHint')}
        options={DENSITIES.map((value) => ({ value, label: t(`settings.densities.${value}`) }))}
        value={density}
        onChoose={(wanted) => savingDensity.mutate({ density: wanted })}
        saving={savingDensity}
      />
    </>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly hint?: string;
  readonly options: { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly saving: ReturnType<typeof useSaveSettings>;
};

function Choice<Value extends string>({ label, hint, options, value, onChoose, saving }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id }}
      {...(hint === undefined ? {} : { description: hint })}
    >
      <SegmentedControl
        aria-labelledby={id}
        data={options}
        value={value}
        onChange={onChoose}
        fullWidth
        mt="xs"
      />
      <SaveState saving={saving} />
    </Input.Wrapper>
  );
}
