import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { IconChevronRight, IconStack2 } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomer } from '../customers/customerContext.ts';
import { joinFields } from '../customers/fieldText.ts';
import { Moment } from '../ui/Moment.tsx';
import { fieldsOf } from './groupActions.ts';
import { TimelineItem } from './TimelineItem.tsx';

/** More names than these say less than their number. */
const MOST_NAMED = 4;

type Props = {
  readonly actions: readonly CustomerAction[];
  readonly isNew: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** Many changes of one person in a row, folded into a line: `12 changes by Emma, 3 fields`. */
export function ChangeRun({ actions, isNew, isOpen, onToggle }: Props) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  const listId = useId();
  const [newest] = actions;
  if (newest === undefined) return null;
  const fields = fieldsOf(actions);
  const changes = t('customerActions.runChanges', { count: actions.length, actor: newest.actor.name });
  const touched = t('customerActions.runFields', { count: fields.length });
  return (
    <li className="action action--run" data-new={isNew}>
      <span className="action__icon">
        <IconStack2 size={16} stroke={1.75} aria-hidden />
      </span>
      <div className="action__body">
        <p className="action__sentence">
          <button
            type="button"
            className="run__toggle"
            aria-expanded={isOpen}
            {...(isOpen && { 'aria-controls': listId })}
            onClick={onToggle}
          >
            <IconChevronRight size={16} aria-hidden className="run__chevron" />
            {`${changes}, ${touched}`}
          </button>
          {fields.length <= MOST_NAMED && <span className="quiet"> {joinFields(words, fields)}</span>}
          <span className="action__when">
            <Moment at={newest.createdAt} />
          </span>
        </p>
        {isOpen && (
          <ol id={listId} className="timeline__list run__list">
            {actions.map((action) => (
              <TimelineItem key={action.id} action={action} isNew={false} />
            ))}
          </ol>
        )}
      </div>
    </li>
  );
}
