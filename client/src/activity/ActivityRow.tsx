import type { Activity } from '@caseload/shared/activity/endpoints.ts';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import { describeAction } from '../customerActions/describeAction.ts';
import type { FieldWords } from '../customers/fieldText.ts';
import { formatExactly } from '../time/formatTime.ts';
import { ACTION_ICONS } from './actionIcons.ts';
import { ActivityDetails } from './ActivityDetails.tsx';
import { doorText } from './activityTexts.ts';
import { onOneLine } from '../mentions/plainComment.ts';

type Props = {
  readonly ref: Ref<HTMLLIElement>;
  readonly activity: Activity;
  readonly words: FieldWords;
  /** From 0, within everything that was loaded. */
  readonly index: number;
  /** How many there are; -1 while that is not known. */
  readonly count: number;
  /** Set where the row begins another day. */
  readonly day: string | null;
  /** The time of day. */
  readonly time: string;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly onActive: (id: string) => void;
  readonly onToggle: (id: string) => void;
  /** Pixels. */
  readonly top: number;
};

/** An action of the list. The button in it covers the row, so that the whole row can be pressed. */
export const ActivityRow = memo(function ActivityRow(props: Props) {
  const { ref, activity, words, index, count, day, time, isOpen, isActive, isTabStop, top } = props;
  const { action, customer } = activity;
  const { id, type, comment, via, createdAt } = action;
  const Icon = ACTION_ICONS[type];
  const detailsId = `${activityButtonId(id)}-details`;
  return (
    <li
      ref={ref}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
      className="activity-row"
      style={{ transform: `translateY(${top}px)` }}
    >
      {day !== null && (
        <h2 className="activity-row__day">
          <time dateTime={createdAt}>{day}</time>
        </h2>
      )}
      <div className="activity-row__line" data-active={isActive}>
        <time
          className="activity-row__time"
          dateTime={createdAt}
          title={formatExactly(new Date(createdAt), words)}
        >
          {time}
        </time>
        <span className="activity-row__icon" data-type={type}>
          <Icon size={16} stroke={1.75} aria-hidden />
        </span>
        <div className="activity-row__what">
          <button
            type="button"
            id={activityButtonId(id)}
            className="activity-row__toggle"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            tabIndex={isTabStop ? 0 : -1}
            onFocus={() => props.onActive(id)}
            onClick={() => props.onToggle(id)}
          >
            {describeAction(words, action)}
          </button>
          {comment !== null && !isOpen && <p className="activity-row__comment">{onOneLine(comment)}</p>}
        </div>
        <Link
          className="activity-row__customer"
          to="/customers/$customerId"
          params={{ customerId: customer.id }}
          tabIndex={isTabStop ? 0 : -1}
          title={customer.name}
          preload={false}
        >
          {customer.name}
        </Link>
        <span className="activity-row__door quiet">{via === 'browser' ? '' : doorText(words, via)}</span>
        <IconChevronRight className="activity-row__chevron" data-open={isOpen} size={16} aria-hidden />
      </div>
      {isOpen && (
        <div id={detailsId} className="activity-row__details">
          <ActivityDetails activity={activity} words={words} />
        </div>
      )}
    </li>
  );
});

/** The id of the button by which a row is opened and closed. */
export function activityButtonId(actionId: string): string {
  return `action-${actionId}`;
}
