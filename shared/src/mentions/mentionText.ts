/** How a comment names a person: `@[Emma Thompson](user:0198…)`. */
const MENTION = /@\[(?<name>[^\]\n]{1,200})\]\(user:(?<id>[0-9a-f-]{36})\)/gu;

export type MentionedPerson = { readonly id: string; readonly name: string };

/** The mention of a person as it stands in a comment; brackets in a name would end it early. */
export function mentionText({ id, name }: MentionedPerson): string {
  return `@[${name.replaceAll(/[[\]\n]/gu, ' ')}](user:${id})`;
}

/** Everybody a comment names, each once, in the order of the text. */
export function mentionsIn(comment: string): MentionedPerson[] {
  const people = new Map<string, MentionedPerson>();
  for (const { groups } of comment.matchAll(MENTION)) {
    const id = groups?.['id'] ?? '';
    if (!people.has(id)) people.set(id, { id, name: groups?.['name'] ?? '' });
  }
  return [...people.values()];
}
