import { Button, Group, Stack, Switch, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ALL_KEY_ACTIONS, factsOf, KEY_GROUPS, type KeyAction } from '../keys/keyActions.ts';
import type { OwnKeys } from '../keys/keysOf.ts';
import { useSession } from '../session/sessionQuery.ts';
import { KeyLine } from './KeyLine.tsx';
import { SaveState } from './SaveState.tsx';
import { keyChanges } from './settingsPatch.ts';
import { useSaveSettings } from './useSaveSettings.ts';

/** Single keys on and off, and every key to be changed. */
export function KeySettings() {
  const { t } = useTranslation();
  const { singleKeys, keys } = useSession().settings;
  const savingSwitch = useSaveSettings();
  const savingKeys = useSaveSettings();
  const [recording, setRecording] = useState<KeyAction | null>(null);
  const save = (own: OwnKeys) => {
    setRecording(null);
    savingKeys.mutate(keyChanges(keys, own));
  };
  return (
    <>
      <div>
        <Switch
          label={t('settings.singleKeys')}
          description={t('settings.singleKeysHint')}
          checked={singleKeys}
          onChange={(event) => savingSwitch.mutate({ singleKeys: event.currentTarget.checked })}
        />
        <SaveState saving={savingSwitch} />
      </div>
      <section aria-labelledby="keys-table">
        <Group justify="space-between">
          <Title order={2} size="h4" id="keys-table">
            {t('settings.keysTable')}
          </Title>
          <Button
            size="xs"
            variant="default"
            disabled={Object.keys(keys).length === 0}
            onClick={() => save({})}
          >
            {t('settings.resetAll')}
          </Button>
        </Group>
        <SaveState saving={savingKeys} />
        <Stack>
          {KEY_GROUPS.map((group) => (
            <section key={group} aria-labelledby={`key-group-${group}`}>
              <Title order={3} size="sm" className="quiet" id={`key-group-${group}`}>
                {t(`keys.groups.${group}`)}
              </Title>
              <ul className="key-list">
                {ALL_KEY_ACTIONS.filter((action) => factsOf(action).group === group).map((action) => (
                  <KeyLine
                    key={action}
                    action={action}
                    own={keys}
                    isRecording={recording === action}
                    onRecord={(wanted) => setRecording(wanted ? action : null)}
                    onSave={save}
                  />
                ))}
              </ul>
            </section>
          ))}
        </Stack>
      </section>
    </>
  );
}
