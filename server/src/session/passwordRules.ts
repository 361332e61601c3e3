import { PASSWORD_MINIMUM } from '@caseload/shared/settings/endpoints.ts';

/** What passwords of many people are made of. Whatever else they are made of must not be guessed as well. */
const COMMON = [
  'abc123',
  'admin',
  'asdfghjkl',
  'asdf',
  'baseball',
  'batman',
  'changeme',
  'charlie',
  'correcthorsebatterystaple',
  'default',
  'demo',
  'donald',
  'dragon',
  'football',
  'freedom',
  'geheim',
  'hallo',
  'hello',
  'iloveyou',
  'ichliebedich',
  'jordan',
  'kennwort',
  'letmein',
  'login',
  'master',
  'michael',
  'monkey',
  'ninja',
  'passphrase',
  'passwort',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'princess',
  'qazwsx',
  '1qaz2wsx',
  '1q2w3e4r5t',
  '1q2w3e4r',
  'qwertyuiop',
  'qwertzuiop',
  'qwerty',
  'qwertz',
  'schatz',
  'secret',
  'shadow',
  'sommer',
  'sonnenschein',
  'starwars',
  'summer',
  'sunshine',
  'superman',
  'test',
  'trustno1',
  'welcome',
  'whatever',
  'willkommen',
  'winter',
  'yxcvbnm',
  'zxcvbnm',
];
const PRODUCT = ['caseload'];
/** Short parts of a name stand in other words by chance. */
const SHORTEST_WORD = 3;
const DIFFERENT_CHARACTERS = 5;

/**
 * What is wrong with a new password by the rules of NIST SP 800-63B-4: it is long enough and not what somebody
 * would try first. No rule asks for digits or signs. `context` are names and addresses of the person.
 */
export function passwordFaults(password: string, context: readonly (string | null)[]): string[] {
  const composed = password.normalize('NFKC');
  // Counted as people see them: a single emoji has two UTF-16 units, of which the schema counts both.
  if (Array.from(composed).length < PASSWORD_MINIMUM)
    return [`must be at least ${PASSWORD_MINIMUM} characters`];
  const left = withoutRuns(
    withoutWords(composed.toLowerCase(), [...wordsOf(context), ...PRODUCT, ...COMMON]),
  );
  const different = new Set(left.replaceAll(/[\s\p{P}]/gu, '')).size;
  return different >= DIFFERENT_CHARACTERS
    ? []
    : [
        'is easily guessed: it is hardly more than common words, repetitions, or names and addresses of yours',
      ];
}

/** The texts themselves and the words in them: an address gives its mailbox and the parts of its domain. */
function wordsOf(context: readonly (string | null)[]): string[] {
  return context
    .map((text) => (text ?? '').normalize('NFKC').toLowerCase())
    .flatMap((text) => [text, ...text.split(/[^\p{L}]+/u)])
    .filter((word) => Array.from(word).length >= SHORTEST_WORD);
}

function withoutWords(text: string, words: readonly string[]): string {
  // Longest first: otherwise a part of a word would be taken and its rest left over.
  return words
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ' '), text);
}

const RUN = 4;

/** Without what climbs, falls or stays by the same step for four characters or more, such as 1234 or aaaa. */
function withoutRuns(text: string): string {
  const characters = Array.from(text);
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const stepTo = (at: number) => (codes[at] ?? 0) - (codes[at - 1] ?? 0);
  let kept = '';
  for (let start = 0; start < characters.length; ) {
    const step = stepTo(start + 1);
    let end = start + 1;
    while (end < characters.length && Math.abs(step) <= 1 && stepTo(end) === step) end += 1;
    const next = end - start >= RUN ? end : start + 1;
    if (next === start + 1) kept += characters[start] ?? '';
    start = next;
  }
  return kept;
}
