/** The little that is needed of a node of the Markdown tree. */
type Node = {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
  data?: { hName: string; hProperties: Record<string, string> };
};

const MENTION = /^user:(?<id>[0-9a-f-]{36})$/u;
/** Deeper than anybody writes; a browser lays out thousands of nested quotes very slowly or not at all. */
const DEEPEST = 40;

/**
 * Makes `@[Emma](user:…)`, a link to Markdown, the name of a person: of class `mention`, and `mention--me` for
 * the one who reads.
 * @throws {RangeError} the text is nested deeper than it could be shown
 */
export function remarkMentions(me: string) {
  return (tree: Node): void => walk(tree, me, 0);
}

function walk(node: Node, me: string, depth: number): void {
  if (depth > DEEPEST) throw new RangeError('nested too deeply');
  const { children = [] } = node;
  for (const [index, child] of children.entries()) {
    const id = MENTION.exec(child.url ?? '')?.groups?.['id'];
    if (child.type === 'link' && id !== undefined) nameMention(child, children[index - 1], id === me);
    walk(child, me, depth + 1);
  }
}

function nameMention(link: Node, before: Node | undefined, isMe: boolean): void {
  link.type = 'mention';
  delete link.url;
  const className = isMe ? 'mention mention--me' : 'mention';
  link.data = { hName: 'span', hProperties: { className } };
  if (before?.value?.endsWith('@') !== true) return;
  before.value = before.value.slice(0, -1);
  link.children = [{ type: 'text', value: '@' }, ...(link.children ?? [])];
}
