import { memo, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { parseMarkdown } from './parseMarkdown.ts';
import './markdown.css';

/** A comment as its writer meant it. HTML in it stays text, and nothing is loaded from anywhere. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { id: me } = useSession().employee;
  const prefix = useId();
  const drawn = useMemo(() => {
    const words = {
      footnotes: t('markdown.footnotes'),
      backToText: t('markdown.backToText'),
      image: t('markdown.image'),
      done: t('markdown.done'),
      open: t('markdown.open'),
    };
    return parseMarkdown(text, { me, prefix, words });
  }, [text, me, prefix, t]);
  return drawn === null ? <p className="comment-text">{text}</p> : <div className="markdown">{drawn}</div>;
});
