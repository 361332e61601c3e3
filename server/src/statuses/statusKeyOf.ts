const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
};
/** A key has 40 characters at most: this leaves room for a number behind it. */
const LENGTH = 36;

/** A key for a new status: the label in small letters and digits, with a number behind it when that is taken. */
export function statusKeyOf(label: string, taken: ReadonlySet<string>): string {
  const plain = trimmed(
    label
      .toLowerCase()
      .replaceAll(/[äöüßæøł]/gu, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^a-z0-9]+/gu, '_'),
  );
  // Labels of other scripts leave nothing, and a key begins with a letter.
  const base = trimmed((/^[a-z]/u.test(plain) ? plain : `status_${plain}`).slice(0, LENGTH));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

const trimmed = (key: string) => key.replaceAll(/^_+|_+$/gu, '');
