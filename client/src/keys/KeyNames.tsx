import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

/** `J or ↓`, `G then I` */
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
      <Kbd>{t(`keys.names.${key}`, key.length === 1 ? key.toUpperCase() : key)}</Kbd>
    </Fragment>
  ));
}
