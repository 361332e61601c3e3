import { IconPhoto } from '@tabler/icons-react';
import { createElement as draw, type ReactNode } from 'react';
import type { Components } from 'react-markdown';

/** What is said where the text itself says nothing. */
export type PartWords = { readonly image: string; readonly done: string; readonly open: string };

/** How the parts of a comment are drawn where plain HTML would not do. Headings begin below those of the page. */
export function markdownParts(words: PartWords): Components {
  return {
    a: ({ href = '', id, children }) => link({ href, id, children }),
    img: ({ src, alt }) => imageLink(typeof src === 'string' ? src : '', alt || words.image),
    input: ({ checked }) => tick(checked === true, words),
    h1: ({ children }) => heading('h3', children),
    h2: ({ children }) => heading('h4', children),
    h3: ({ children }) => heading('h5', children),
    h4: ({ children }) => heading('h6', children),
    h5: ({ children }) => heading('h6', children),
    h6: ({ children }) => heading('h6', children),
    // These scroll sideways, which the keyboard can do only where the focus can go.
    pre: ({ children }) => draw('pre', { tabIndex: 0 }, children),
    table: ({ children }) =>
      draw('div', { className: 'markdown__table', tabIndex: 0 }, draw('table', null, children)),
  };
}

const OUTSIDE = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const;

type Link = { readonly href: string; readonly id: string | undefined; readonly children: ReactNode };

/** An address that is not allowed, such as `javascript:`, has come down to the empty one. */
function link({ href, id, children }: Link): ReactNode {
  if (href === '') return children;
  // To a footnote and back.
  if (href.startsWith('#')) return draw('a', { href, id }, children);
  return draw('a', { href, ...OUTSIDE }, children);
}

/** Not loaded: that would tell another server who reads the comment, and when. */
function imageLink(src: string, text: string): ReactNode {
  if (src === '') return text;
  const icon = draw(IconPhoto, { size: 16, 'aria-hidden': true });
  return draw('a', { href: src, className: 'markdown__image', ...OUTSIDE }, icon, text);
}

/** A box nobody can press would need a label and say nothing more. */
function tick(isDone: boolean, { done, open }: PartWords): ReactNode {
  const words = { role: 'img', 'aria-label': isDone ? done : open };
  return draw('span', { className: 'markdown__tick', ...words }, isDone ? '☑' : '☐');
}

function heading(level: 'h3' | 'h4' | 'h5' | 'h6', children: ReactNode): ReactNode {
  return draw(level, { className: 'markdown__heading' }, children);
}
