import { Button, getDefaultZIndex, Group, Modal, Stack, Text } from '@mantine/core';
import { type ShouldBlockFn, useBlocker } from '@tanstack/react-router';
import { type KeyboardEvent, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskBeforeLeaving } from '../ui/useAskBeforeLeaving.ts';
import { unsavedDesk } from '../ui/useUnsaved.ts';

const { subscribe, question, isAny, leave } = unsavedDesk;
const isUnsavedAnywhere = () => isAny();

/** Another order or filter of the same screen takes nothing away that is typed on it. */
const askOnTheWay: ShouldBlockFn = ({ current, next }) =>
  current.pathname !== next.pathname &&
  new Promise((resolve) => leave(null, { leave: () => resolve(false), stay: () => resolve(true) }));

/** Asks before a person leaves what they typed and did not save: by closing its dialog, for another screen, or the page. */
export function LeavingQuestion() {
  const { t } = useTranslation();
  const isUnsaved = useSyncExternalStore(subscribe, isUnsavedAnywhere);
  const asked = useSyncExternalStore(subscribe, question);
  useAskBeforeLeaving(isUnsaved);
  useBlocker({ shouldBlockFn: askOnTheWay, disabled: !isUnsaved, enableBeforeUnload: false });

  // Not by Mantine's own key: it would be heard by the dialog behind as well, which would ask once more.
  function onKeyDown({ key }: KeyboardEvent) {
    if (key === 'Escape') asked?.stay();
  }

  return (
    <Modal
      opened={asked !== null}
      onClose={() => asked?.stay()}
      onKeyDown={onKeyDown}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t('shell.leaving.title')}
      zIndex={getDefaultZIndex('overlay')}
      centered
    >
      <Stack>
        <Text>{t('shell.leaving.text')}</Text>
        <Group justify="flex-end">
          <Button data-autofocus variant="default" onClick={asked?.stay}>
            {t('shell.leaving.stay')}
          </Button>
          <Button color="red.9" onClick={asked?.leave}>
            {t('shell.leaving.leave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
