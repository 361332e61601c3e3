import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../api/newKey.ts';
import { problemOf } from '../api/errors.ts';
import { counted } from '../people/counted.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { type CountedTag, customersWith, tagFault } from './tagChanges.ts';
import { useTagWrites } from './useTagWrites.ts';

export type TagQuestion = {
  readonly what: 'rename' | 'merge' | 'remove';
  readonly tags: readonly CountedTag[];
};

type Props = {
  /** Null while nothing is asked. */
  readonly question: TagQuestion | null;
  readonly known: readonly CountedTag[];
  readonly returnTo: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

const TAG_MAXIMUM = 50;

/** Says what a change of tags does to how many customers before it does it. */
export function TagDialog({ question, known, returnTo, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const count = question?.tags.length ?? 0;
  const title = {
    rename: t('tags.renameTitle', { tag: question?.tags[0]?.name ?? '' }),
    merge: t('tags.mergeTitle', { count }),
    remove: t('tags.removeTitle', { count, tag: question?.tags[0]?.name ?? '' }),
  };
  return (
    <Dialog
      isOpen={question !== null}
      onClose={onClose}
      title={question === null ? '' : title[question.what]}
      returnTo={returnTo}
    >
      {question !== null && <TagForm {...question} known={known} onDone={onDone} onClose={onClose} />}
    </Dialog>
  );
}

type FormProps = TagQuestion & Pick<Props, 'known' | 'onDone' | 'onClose'>;

function TagForm({ what, tags, known, onDone, onClose }: FormProps) {
  const { t, i18n } = useTranslation();
  const write = useTagWrites();
  const most = tags.toSorted((a, b) => b.customerCount - a.customerCount)[0];
  const [start] = useState(what === 'remove' ? '' : (most?.name ?? ''));
  const [into, setInto] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const [idempotencyKey, setKey] = useState(newKey);
  const box = useRef<HTMLInputElement>(null);
  const names = tags.map(({ name }) => name);
  const name = into.trim();
  const fault = what === 'remove' ? null : tagFault(name, what === 'rename' ? names : []);
  const isJoining = what === 'rename' && known.some((tag) => tag.name === name && !names.includes(tag.name));
  // Of several that are merged, the one that stays is not among those that go.
  const going = what === 'merge' ? names.filter((tag) => tag !== name) : names;
  useUnsaved(into !== start);
  const count = customersWith(tags.filter((tag) => going.includes(tag.name)));

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (fault !== null) return box.current?.focus();
    if (write.isPending) return;
    write.mutate(
      { tags: going, into: what === 'remove' ? null : name, idempotencyKey },
      {
        onSuccess: onDone,
        onError: (error) => {
          if (problemOf(error) !== null) setKey(newKey());
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {what !== 'remove' && (
          <TextInput
            ref={box}
            label={t(what === 'rename' ? 'tags.newName' : 'tags.mergeInto')}
            data-autofocus
            maxLength={TAG_MAXIMUM}
            value={into}
            readOnly={write.isPending}
            error={isChecked && fault !== null ? t(`tags.faults.${fault}`) : null}
            onChange={(event) => {
              setInto(event.currentTarget.value);
              setChecked(false);
              setKey(newKey());
            }}
          />
        )}
        <Text>
          {t(what === 'remove' ? 'tags.willRemove' : 'tags.willRename', {
            ...counted(count.most, i18n.language),
            tags: going.join(', '),
          })}
          {!count.isExact && ` ${t('tags.someTwice')}`}
        </Text>
        {isJoining && <Alert color="yellow">{t('tags.joins', { tag: name })}</Alert>}
        <div role="alert">{write.isError && <ErrorPanel error={write.error} />}</div>
        <Group justify="flex-end">
          <Button
            variant="default"
            data-autofocus={what === 'remove' ? true : undefined}
            disabled={write.isPending}
            onClick={onClose}
          >
            {t('people.cancel')}
          </Button>
          <Button type="submit" color={what === 'remove' ? 'red.9' : 'brand'} loading={write.isPending}>
            {t(`tags.${what}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
