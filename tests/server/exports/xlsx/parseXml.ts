export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** Of this element alone. */
  text: string;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// What the specification of XML 1.0 calls Char.
const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const TOKEN =
  /<(?<close>\/?)(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:\s+[\w:.-]+="[^"<]*")*)(?<empty>\/?)>|(?<text>[^<]+)/gy;
const ATTRIBUTE = /([\w:.-]+)="([^"<]*)"/gu;

/** Reads what the specification allows of elements, attributes and text, and throws at anything else. */
export function parseXml(bytes: Buffer): Element {
  const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!CHARACTERS.test(whole)) throw new SyntaxError('a character that XML does not have');
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\n/u.exec(whole)?.[0];
  if (declaration === undefined) throw new SyntaxError('no XML declaration');
  const body = whole.slice(declaration.length).replaceAll(/\r\n?/gu, '\n');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let read = 0;
  for (const { 0: token, groups = {} } of body.matchAll(TOKEN)) {
    read += token.length;
    const inside = open.at(-1) ?? root;
    if (groups['text'] !== undefined) inside.text += decoded(groups['text']);
    else if (groups['close'] === '/') {
      if (inside.name !== groups['name']) throw new SyntaxError(`</${groups['name']}> ends ${inside.name}`);
      open.pop();
    } else {
      const element = {
        name: groups['name'] ?? '',
        attributes: attributesOf(groups),
        children: [],
        text: '',
      };
      inside.children.push(element);
      if (groups['empty'] === '') open.push(element);
    }
  }
  const [only] = root.children;
  if (read !== body.length) throw new SyntaxError(`no XML: ${JSON.stringify(body.slice(read, read + 80))}`);
  if (open.length !== 1 || only === undefined || root.children.length > 1 || root.text !== '')
    throw new SyntaxError('not one element');
  return only;
}

function attributesOf(groups: Record<string, string | undefined>): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of (groups['attributes'] ?? '').matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name)) throw new SyntaxError(`${name} twice`);
    attributes[name] = decoded(value);
  }
  return attributes;
}

function decoded(text: string): string {
  if (text.includes(']]>')) throw new SyntaxError(']]> in a text');
  return text.replaceAll(/&(?:#(\d+);|(\w+);)?/gu, (whole, number?: string, name?: string) => {
    const found = number === undefined ? ENTITIES[name ?? ''] : String.fromCodePoint(Number(number));
    if (found === undefined) throw new SyntaxError(`no entity: ${whole}`);
    return found;
  });
}

/** The element along a path of names; throws when there is none. */
export function childOf(element: Element, ...names: string[]): Element {
  return names.reduce((parent, name) => {
    const child = parent.children.find((one) => one.name === name);
    if (!child) throw new Error(`no ${name} in ${parent.name}`);
    return child;
  }, element);
}
