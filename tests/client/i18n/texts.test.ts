import { expect, test } from 'vitest';
import { de } from '@caseload/client/i18n/de.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { makePseudo, pseudoText } from '@caseload/client/i18n/pseudo.ts';

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const english = flat(en);
const german = flat(de);
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name).toSorted();

test('German says everything English says, with the same blanks to fill', () => {
  expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  const others = [...english].filter(
    ([key, text]) => JSON.stringify(blanks(text)) !== JSON.stringify(blanks(german.get(key) ?? '')),
  );
  expect(others.map(([key]) => key)).toEqual([]);
});

test('no text is empty, and German of more than one word is not English left standing', () => {
  const all = [...english, ...german];
  expect(all.filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  const words = (text: string) => text.replaceAll(/\{\{\w+\}\}/gu, '').match(/\p{L}{3,}/gu) ?? [];
  const same = [...english].filter(([key, text]) => words(text).length > 1 && german.get(key) === text);
  expect(same.map(([key]) => key)).toEqual([]);
});

test('German speaks to nobody with du', () => {
  const rude = [...german].filter(([, text]) => /\b(?:du|dich|dir|deine?[mnrs]?)\b/iu.test(text));
  expect(rude).toEqual([]);
});

test('a plural has both its forms', () => {
  for (const key of english.keys())
    if (key.endsWith('_one')) expect([...english.keys()]).toContain(key.replace(/_one$/u, '_other'));
});

test('the pseudo-language keeps shape and blanks and leaves nothing as it was', () => {
  expect(pseudoText('{{who}} saved')).toBe('[{{who}} šáṽéđ]');
  const pseudo = flat(makePseudo(en));
  expect([...pseudo.keys()]).toEqual([...english.keys()]);
  for (const [key, text] of pseudo) {
    expect(text).toMatch(/^\[.*\]$/su);
    expect(blanks(text)).toEqual(blanks(english.get(key) ?? ''));
  }
});
