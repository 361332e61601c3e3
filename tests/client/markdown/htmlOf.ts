type Element = { readonly type: unknown; readonly props: Readonly<Record<string, unknown>> };

const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && 'type' in node && 'props' in node;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const written = (text: string) => escape(text).replaceAll('"', '&quot;');

/** React elements without hooks as the HTML a browser would be given; icons leave no trace. */
export function htmlOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(htmlOf).join('');
  if (typeof node === 'string' || typeof node === 'number') return escape(String(node));
  if (!isElement(node)) return '';
  const { type, props } = node;
  if (typeof type === 'function') return htmlOf(type(props));
  const { children, ...attributes } = props;
  if (typeof type === 'symbol') return htmlOf(children);
  if (typeof type !== 'string') return '';
  const text = Object.entries(attributes)
    .filter(([name, value]) => name !== 'node' && value !== undefined)
    .map(([name, value]) => ` ${name === 'className' ? 'class' : name}="${written(String(value))}"`)
    .join('');
  return `<${type}${text}>${htmlOf(children)}</${type}>`;
}
