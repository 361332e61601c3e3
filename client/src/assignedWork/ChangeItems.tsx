import { type CustomerSummary, PRIORITIES } from '@caseload/shared/customers/customer.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { formatDay, formatDayAndTime } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { momentOf } from '../time/zonedTime.ts';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { type Day, dueDays, dueOn, snoozeTimes } from './changeTimes.ts';
import type { BulkEdit } from './rowEdit.ts';

export const ROW_FIELDS = ['status', 'priority', 'due', 'snooze'] as const;
export type RowField = (typeof ROW_FIELDS)[number];

type Props = {
  readonly field: RowField;
  /** The one customer it is about, whose value is marked. */
  readonly row?: CustomerSummary | undefined;
  readonly onPick: (edit: BulkEdit) => void;
  readonly onPickDay: () => void;
};

/** The values of one field to choose from. */
export function ChangeItems({ field, row, onPick, onPickDay }: Props) {
  switch (field) {
    case 'status':
      return <StatusItems row={row} onPick={onPick} />;
    case 'priority':
      return <PriorityItems row={row} onPick={onPick} />;
    case 'due':
      return <DueItems onPick={onPick} onPickDay={onPickDay} />;
    case 'snooze':
      return <SnoozeItems row={row} onPick={onPick} onPickDay={onPickDay} />;
  }
}

function StatusItems({ row, onPick }: Pick<Props, 'row' | 'onPick'>) {
  const { t } = useTranslation();
  const { statuses } = useSession().organisation;
  const offered = statuses.filter(({ key, archived }) => !archived || key === row?.status);
  return offered.map(({ key, label }) => (
    <Menu.RadioItem
      key={key}
      value={key}
      checked={row?.status === key}
      {...focusFirst(row?.status === key)}
      closeMenuOnClick
      onChange={() =>
        onPick({
          label: t('assignedWork.chip', { name: t('words.field.status'), value: label }),
          make: () => ({ status: key }),
          changes: { status: key },
        })
      }
    >
      <StatusBadge status={key} statuses={statuses} />
    </Menu.RadioItem>
  ));
}

function PriorityItems({ row, onPick }: Pick<Props, 'row' | 'onPick'>) {
  const { t } = useTranslation();
  return PRIORITIES.map((priority) => (
    <Menu.RadioItem
      key={priority}
      value={priority}
      checked={row?.priority === priority}
      {...focusFirst(row?.priority === priority)}
      closeMenuOnClick
      onChange={() =>
        onPick({
          label: t('assignedWork.chip', {
            name: t('words.field.priority'),
            value: t(`words.priority.${priority}`),
          }),
          make: () => ({ priority }),
          changes: { priority },
        })
      }
    >
      <PriorityLabel priority={priority} />
    </Menu.RadioItem>
  ));
}

function DueItems({ onPick, onPickDay }: Pick<Props, 'onPick' | 'onPickDay'>) {
  const { t } = useTranslation();
  const dueEdit = useDueEdit();
  const place = usePlace();
  const days = dueDays(useNow(), place.timeZone);
  return (
    <>
      {(['today', 'tomorrow', 'nextWeek'] as const).map((when) => (
        <Menu.Item
          key={when}
          rightSection={<Hint>{dayText(days[when], place)}</Hint>}
          onClick={() => onPick(dueEdit(days[when]))}
        >
          {t(`assignedWork.days.${when}`)}
        </Menu.Item>
      ))}
      <Menu.Item onClick={onPickDay}>{t('assignedWork.days.pick')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item
        onClick={() =>
          onPick({ label: t('assignedWork.noDue'), make: () => ({ dueAt: null }), changes: { dueAt: null } })
        }
      >
        {t('assignedWork.noDue')}
      </Menu.Item>
    </>
  );
}

function SnoozeItems({ row, onPick, onPickDay }: Pick<Props, 'row' | 'onPick' | 'onPickDay'>) {
  const { t } = useTranslation();
  const snoozeEdit = useSnoozeEdit();
  const place = usePlace();
  const times = snoozeTimes(useNow(), place.timeZone);
  return (
    <>
      {(['laterToday', 'tomorrow', 'nextWeek'] as const).map((when) => {
        const time = times[when];
        return (
          time !== null && (
            <Menu.Item
              key={when}
              rightSection={<Hint>{formatDayAndTime(time, place)}</Hint>}
              onClick={() => onPick(snoozeEdit(time))}
            >
              {t(`assignedWork.days.${when}`)}
            </Menu.Item>
          )
        );
      })}
      <Menu.Item onClick={onPickDay}>{t('assignedWork.days.pick')}</Menu.Item>
      {row?.followUpAt !== null && (
        <>
          <Menu.Divider />
          <Menu.Item
            onClick={() =>
              onPick({
                label: t('assignedWork.noFollowUp'),
                make: () => ({ followUpAt: null }),
                changes: { followUpAt: null },
              })
            }
          >
            {t('assignedWork.noFollowUp')}
          </Menu.Item>
        </>
      )}
    </>
  );
}

/** The value it has now takes the focus, so that a choice is a few presses of the arrows away. */
function focusFirst(isNow: boolean) {
  return isNow ? { 'data-autofocus': true } : {};
}

function Hint({ children }: { readonly children: string }) {
  return <span className="quiet change-items__hint">{children}</span>;
}

/** Sets the due day, each customer's own hour kept; many at once get the same hour. */
export function useDueEdit(): (day: Day) => BulkEdit {
  const { t } = useTranslation();
  const place = usePlace();
  return (day) => ({
    label: t('assignedWork.chip', { name: t('words.field.dueAt'), value: dayText(day, place) }),
    make: ({ dueAt }) => ({ dueAt: dueOn(day, dueAt, place.timeZone) }),
    changes: { dueAt: dueOn(day, null, place.timeZone) },
  });
}

/** Lets a customer sleep until then. */
export function useSnoozeEdit(): (until: Date) => BulkEdit {
  const { t } = useTranslation();
  const place = usePlace();
  return (until) => ({
    label: t('assignedWork.snoozedUntil', { when: formatDayAndTime(until, place) }),
    make: () => ({ followUpAt: until.toISOString() }),
    changes: { followUpAt: until.toISOString() },
  });
}

function dayText(day: Day, place: { readonly language: string; readonly timeZone: string }): string {
  return formatDay(momentOf({ ...day, hour: 12, minute: 0 }, place.timeZone), place);
}
