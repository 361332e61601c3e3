import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from './isMac.ts';

/** `J or ↓`, `G then I`, `Ctrl K` */
export function KeyNames({ keys }: { readonly keys: readonly string[] }) {
  const { t } = useTranslation();
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && ` ${t('keys.or')} `}
      <KeySequence keys={key.split(' ')} />
    </Fragment>
  ));
}

function KeySequence({ keys }: { readonly keys: readonly string[] }) {
  const { t } = useTranslation();
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && ` ${t('keys.followedBy')} `}
      <KeyChord name={key} />
    </Fragment>
  ));
}

function KeyChord({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const parts = name === '+' ? ['+'] : name.split(/\+(?=.)/u);
  const textOf = (part: string) => {
    if (part === 'Mod') return isMac() ? '⌘' : t('keys.names.Ctrl');
    return t(`keys.names.${part}`, part.length === 1 ? part.toUpperCase() : part);
  };
  return parts.map((part, index) => (
    <Fragment key={part}>
      {index > 0 && ' '}
      <Kbd>{textOf(part)}</Kbd>
    </Fragment>
  ));
}
