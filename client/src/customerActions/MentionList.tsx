import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Mentions } from './useMentions.ts';

export function optionId({ listId }: Mentions, index: number): string {
  return `${listId}-${index}`;
}

/** The people a mention being typed may mean. The focus stays in the box, which says who is active. */
export function MentionList({ mentions }: { readonly mentions: Mentions }) {
  const { t } = useTranslation();
  const { listId, people, active, pick } = mentions;
  return (
    <>
      {people.length > 0 && (
        <div role="listbox" id={listId} className="mention-list" aria-label={t('customerActions.mention')}>
          {people.map(({ id, name }, index) => (
            <div
              key={id}
              role="option"
              tabIndex={-1}
              id={optionId(mentions, index)}
              aria-selected={index === active}
              className="mention-list__person"
              // The press must not take the focus out of the box.
              onMouseDown={(event) => {
                event.preventDefault();
                pick(index);
              }}
            >
              {name}
            </div>
          ))}
        </div>
      )}
      <VisuallyHidden role="status">
        {people.length > 0 && t('customerActions.peopleFound', { count: people.length })}
      </VisuallyHidden>
    </>
  );
}
