import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KeyAction } from '../keys/keyActions.ts';
import { KeyNames } from '../keys/KeyNames.tsx';
import { useKeysOf } from '../keys/useKeysOf.ts';
import { useSession } from '../session/sessionQuery.ts';
import { archiveEdit } from './archiveEdit.ts';
import { ChangeItems, ROW_FIELDS, type RowField } from './ChangeItems.tsx';
import type { BulkEdit, RowEdit } from './rowEdit.ts';

export type BulkField = RowField | 'assign';

export type BulkActionsProps = {
  /** Who looks after the work of others gives customers to anybody. */
  readonly supervises: boolean;
  /** Which customers the list holds; those in the archive can be taken out of it. */
  readonly archived: 'false' | 'true' | 'any';
  /** The menu opened by its key. */
  readonly openField: BulkField | null;
  readonly onOpenField: (field: BulkField | null) => void;
  readonly onPick: (edit: BulkEdit) => void;
  readonly onPickRows: (edit: RowEdit) => void;
  readonly onPickDay: (field: 'due' | 'snooze') => void;
  readonly onAssign: (way: 'one' | 'several') => void;
  readonly onTags: () => void;
};

const KEYED = {
  status: 'customers.status',
  priority: 'customers.priority',
  due: 'customers.due',
  snooze: 'customers.snooze',
} as const;

/** The changes that many customers can be given, each with its key. */
export function BulkActions(props: BulkActionsProps) {
  const { supervises, archived, onPick, onAssign, onTags } = props;
  const { t } = useTranslation();
  return (
    <span className="bulk-bar__actions">
      {supervises ? (
        <>
          <Action label={t('batches.reassign')} action="customers.assign" onPress={() => onAssign('one')} />
          <Action label={t('batches.split')} onPress={() => onAssign('several')} />
        </>
      ) : (
        <OwnMenu {...props} />
      )}
      {ROW_FIELDS.map((field) => (
        <FieldMenu key={field} field={field} {...props} />
      ))}
      <Action label={t('batches.tags')} action="customers.tags" onPress={onTags} />
      {archived !== 'true' && (
        <Action
          label={t('batches.archive')}
          action="customers.archive"
          onPress={() => onPick(archiveEdit(t, true))}
        />
      )}
      {archived !== 'false' && (
        <Action label={t('batches.restore')} onPress={() => onPick(archiveEdit(t, false))} />
      )}
    </span>
  );
}

type ActionProps = {
  readonly label: string;
  readonly action?: KeyAction;
  readonly onPress: () => void;
};

function Action({ label, action, onPress }: ActionProps) {
  return (
    <Button size="compact-sm" variant="default" onClick={onPress} {...useShownKey(action)}>
      {label}
    </Button>
  );
}

/** The key beside a button; its name stays what it says. */
function useShownKey(action: KeyAction | undefined) {
  const [key] = useKeysOf(action ?? 'customers.assign');
  if (action === undefined || key === undefined) return {};
  return {
    'aria-keyshortcuts': key,
    rightSection: (
      <span className="bulk-bar__key" aria-hidden>
        <KeyNames keys={[key]} />
      </span>
    ),
  };
}

/** What employees may do: take what is nobody's, and hand back their own. */
function OwnMenu({ openField, onOpenField, onPickRows }: BulkActionsProps) {
  const { t } = useTranslation();
  const { employee } = useSession();
  const shownKey = useShownKey('customers.assign');
  const items = [
    { label: t('batches.takeAll'), assignedTo: employee.id },
    { label: t('batches.handBack'), assignedTo: null },
  ];
  return (
    <Menu
      opened={openField === 'assign'}
      onChange={(isOpen) => onOpenField(isOpen ? 'assign' : null)}
      position="top"
      shadow="md"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button size="compact-sm" variant="default" {...shownKey}>
          {t('batches.assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('batches.assign')}>
        {items.map(({ label, assignedTo }) => (
          <Menu.Item key={label} onClick={() => onPickRows({ label, make: () => ({ assignedTo }) })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function FieldMenu(props: BulkActionsProps & { readonly field: RowField }) {
  const { field, openField, onOpenField, onPick, onPickDay } = props;
  const { t } = useTranslation();
  const shownKey = useShownKey(KEYED[field]);
  return (
    <Menu
      opened={openField === field}
      onChange={(isOpen) => onOpenField(isOpen ? field : null)}
      position="top"
      shadow="md"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button size="compact-sm" variant="default" {...shownKey}>
          {t(`assignedWork.bulk.${field}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t(`assignedWork.change.${field}`)}>
        <ChangeItems
          field={field}
          onPick={onPick}
          onPickDay={() => onPickDay(field === 'snooze' ? 'snooze' : 'due')}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
