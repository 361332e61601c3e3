export type CountedTag = { readonly name: string; readonly customerCount: number };

/** What is wrong with the name tags are to get, null when nothing is. */
export function tagFault(name: string, unchanged: readonly string[]): 'missing' | 'same' | null {
  if (name === '') return 'missing';
  return unchanged.includes(name) ? 'same' : null;
}

/** How many customers have one of the tags. Of several it is at most the sum, for some may have two of them. */
export function customersWith(tags: readonly CountedTag[]): {
  readonly most: number;
  readonly isExact: boolean;
} {
  const used = tags.filter(({ customerCount }) => customerCount > 0);
  const most = used.reduce((sum, { customerCount }) => sum + customerCount, 0);
  return { most, isExact: used.length < 2 };
}

/** The tags whose name contains the text, whatever its case and marks. */
export function findTags(tags: readonly CountedTag[], text: string): readonly CountedTag[] {
  const wanted = plain(text.trim());
  return wanted === '' ? tags : tags.filter(({ name }) => plain(name).includes(wanted));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
