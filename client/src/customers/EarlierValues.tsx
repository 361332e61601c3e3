import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldActionsQuery } from '../customerActions/actionsQuery.ts';
import { LongChange, ShortChange } from '../customerActions/ChangeList.tsx';
import { isLong } from '../customerActions/describeAction.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Moment } from '../ui/Moment.tsx';
import { useCustomer } from './customerContext.ts';
import { type EarlierValue, earlierValues } from './earlierValue.ts';
import { valueText } from './fieldText.ts';
import { RestoreValue } from './RestoreValue.tsx';
import { useRestore } from './useRestore.ts';

type Props = { readonly name: string; readonly label: string; readonly onDone: () => void };

/** Who changed a field when from what to what, newest first, with the way back to each value. */
export function EarlierValues({ name, label, onDone }: Props) {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  const query = useInfiniteQuery(fieldActionsQuery(customer.id, name));
  const [chosen, setChosen] = useState<EarlierValue | null>(null);
  const actions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const values = earlierValues(name, actions, !query.hasNextPage);

  if (chosen !== null)
    return (
      <RestoreValue name={name} label={label} value={chosen} onBack={() => setChosen(null)} onDone={onDone} />
    );
  return (
    <div className="earlier-values">
      {query.isPending && <Text className="quiet">{t('customerActions.loading')}</Text>}
      {query.isError && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {query.isSuccess && values.length === 0 && <Text className="quiet">{t('customers.neverChanged')}</Text>}
      <ol className="earlier-values__list">
        {values.map((value) => (
          <Line key={value.key} name={name} value={value} onRestore={() => setChosen(value)} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          onClick={() => void query.fetchNextPage()}
          loading={query.isFetchingNextPage}
        >
          {t('customerActions.earlier')}
        </Button>
      )}
    </div>
  );
}

type LineProps = {
  readonly name: string;
  readonly value: EarlierValue;
  readonly onRestore: () => void;
};

function Line({ name, value, onRestore }: LineProps) {
  const { t } = useTranslation();
  const restore = useRestore(name);
  const { words } = useCustomer();
  const { change, action, value: held } = value;

  function how(made: FieldChange) {
    if (action.customerVersion === 1) return valueText(words, name, made.to);
    return isLong(made) ? <LongChange change={made} /> : <ShortChange change={made} />;
  }

  return (
    <li className="earlier-values__line">
      {change === null ? (
        <p className="earlier-values__who">
          {t('customers.beforeThat')} {valueText(words, name, held)}
        </p>
      ) : (
        <>
          <p className="earlier-values__who">
            <strong>{action.actor.name}</strong>{' '}
            <span className="quiet">
              <Moment at={action.createdAt} />
            </span>
          </p>
          <div className="change">{how(change)}</div>
        </>
      )}
      {restore.canRestore(held) && (
        <Button size="compact-xs" variant="default" onClick={onRestore}>
          {t('customers.restoreThis')}
        </Button>
      )}
    </li>
  );
}
