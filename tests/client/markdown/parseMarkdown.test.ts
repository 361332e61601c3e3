import { parseMarkdown } from '@caseload/client/markdown/parseMarkdown.ts';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { expect, it, test } from 'vitest';
import { computingMs } from '../../support/awake.ts';
import { htmlOf } from './htmlOf.ts';

const ana = { id: '0198c0de-0000-7000-8000-000000000001', name: 'Ana' };
const ben = { id: '0198c0de-0000-7000-8000-000000000002', name: 'Ben *the* baker_' };
const words = {
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  image: 'Picture',
  done: 'Done',
  open: 'To do',
};

const parse = (text: string) => parseMarkdown(text, { me: ana.id, prefix: 'one-', words });
const html = (text: string) => htmlOf(parse(text));

test.each([
  ['**bold** and _slanted_', '<strong>bold</strong> and <em>slanted</em>'],
  ['one\ntwo', 'one<br></br>\ntwo'],
  ['~~gone~~', '<del>gone</del>'],
  ['`x < y`', '<code>x &lt; y</code>'],
  ['- one\n- two', '<li>one</li>'],
  ['# Title', '<h3 class="markdown__heading">Title</h3>'],
  ['###### Small', '<h6 class="markdown__heading">Small</h6>'],
  ['|a|\n|-|\n|1|', '<td>1</td>'],
  ['```\nlong\n```', '<pre tabIndex="0"><code>long'],
  ['- [x] done', '<span class="markdown__tick" role="img" aria-label="Done">☑</span>'],
  ['- [ ] open', '<span class="markdown__tick" role="img" aria-label="To do">☐</span>'],
  ['-'.repeat(80), '<hr></hr>'],
])('%j is drawn', (text, part) => {
  expect(html(text)).toContain(part);
});

test.each([
  ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
  ['<script>alert(1)</script>', '&lt;script&gt;'],
  ['[press](javascript:alert(1))', '<p>press</p>'],
  ['[press](data:text/html,x)', '<p>press</p>'],
  ['[press](vbscript:x)', '<p>press</p>'],
  ['![](javascript:alert(1))', '<p>Picture</p>'],
])('%j does no harm', (text, part) => {
  const drawn = html(text);
  expect(drawn).toContain(part);
  expect(drawn).not.toMatch(/<(?:img|script|iframe)|href="(?:javascript|data|vbscript)/u);
});

it('opens links in a window that knows nothing of this one', () => {
  for (const text of ['[here](https://example.org/a)', 'https://example.org/a', 'www.example.org/a'])
    expect(html(text)).toMatch(
      /<a href="https?:\/\/[^"]+" target="_blank" rel="noopener noreferrer nofollow">/u,
    );
});

it('loads no picture from elsewhere, but links to it', () => {
  const drawn = html('![a map](https://spy.example/x.png)');
  expect(drawn).not.toContain('<img');
  expect(drawn).toContain('href="https://spy.example/x.png"');
  expect(drawn).toContain('a map</a>');
});

it('shows people by name, and the reader’s own name differently', () => {
  const drawn = html(`Ask ${mentionText(ana)} or ${mentionText(ben)}.`);
  expect(drawn).toContain('Ask <span class="mention mention--me">@Ana</span> or ');
  expect(drawn).toContain('<span class="mention">@Ben <em>the</em> baker_</span>.');
  expect(html(`\`${mentionText(ana)}\``)).toContain('<code>@[Ana](user:');
  expect(html(`[Ana](user:not-an-id)`)).toBe('<p>Ana</p>');
});

it('keeps the footnotes of two comments apart', () => {
  const drawn = html('A[^1]\n\n[^1]: why');
  expect(drawn).toContain('<a href="#one-fn-1"');
  expect(drawn).toContain('<li id="one-fn-1">');
});

it('leaves a text too deep to draw to be shown as it was typed, without thinking for long', () => {
  expect(parse(`${'> '.repeat(200)}down here`)).toBeNull();
  const nested = Array.from({ length: 60 }, (_, depth) => `${' '.repeat(2 * depth)}- ${depth}`).join('\n');
  expect(parse(nested)).toBeNull();
  expect(computingMs(() => expect(parse('>'.repeat(10_000))).toBeNull())).toBeLessThan(500);
});
