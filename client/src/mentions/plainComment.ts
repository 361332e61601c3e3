const MENTION = /@\[(?<name>[^\]\n]{1,200})\]\(user:[0-9a-f-]{36}\)/gu;

/** A comment with people by their names: `Please call @Emma Thompson.` */
export function withNames(comment: string): string {
  return comment.replaceAll(MENTION, '@$<name>');
}

/** The same on one line. */
export function onOneLine(comment: string): string {
  return withNames(comment).replaceAll(/\s+/gu, ' ').trim();
}
