import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import { markdownParts, type PartWords } from './markdownParts.ts';
import { remarkMentions } from './remarkMentions.ts';

export type MarkdownOptions = {
  /** Id of the reader. */
  readonly me: string;
  /** Several comments stand on one page, and each may have a first footnote. */
  readonly prefix: string;
  readonly words: PartWords & { readonly footnotes: string; readonly backToText: string };
};

const QUOTED_TOO_DEEPLY = /^(?:[\t ]*>){40}/mu;

/** The comment as React elements: HTML in it stays text. Null when it is nested too deeply to be drawn. */
export function parseMarkdown(text: string, { me, prefix, words }: MarkdownOptions): ReactNode {
  // The parser takes seconds to find out what a look tells.
  if (QUOTED_TOO_DEEPLY.test(text)) return null;
  const { footnotes, backToText } = words;
  try {
    // Called as the function it is, so that what it throws is caught here.
    return ReactMarkdown({
      children: text,
      remarkPlugins: [remarkGfm, remarkBreaks, [remarkMentions, me]],
      remarkRehypeOptions: {
        clobberPrefix: prefix,
        footnoteLabel: footnotes,
        footnoteBackLabel: backToText,
      },
      components: markdownParts(words),
    });
  } catch {
    return null;
  }
}
