import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { describeAction } from '../customerActions/describeAction.ts';
import { useFieldWords } from '../customers/useFieldWords.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { Moment } from '../ui/Moment.tsx';

const LATEST = 5;

type Props = { readonly id: string; readonly isWanted: boolean };

/** What happened last to a customer, newest first. */
export function PreviewStory({ id, isWanted }: Props) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { data } = useQuery({
    ...endpointQuery(listCustomerActions, { params: { id }, query: { limit: String(LATEST) } }),
    enabled: isWanted,
  });
  return (
    <section aria-label={t('assignedWork.latest')}>
      <h3 className="preview__heading">{t('assignedWork.latest')}</h3>
      <ul className="preview__story">
        {data?.items.map((action) => (
          <li key={action.id}>
            <span className="preview__sentence">{describeAction(words, action)}</span>{' '}
            <span className="quiet">
              <Moment at={action.createdAt} />
            </span>
            {action.comment !== null && <Markdown text={action.comment} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
