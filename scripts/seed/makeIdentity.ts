import { COUNTRIES } from './countries.ts';
import type { Random } from './random.ts';

export type Identity = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly region: string;
  /** How a colleague speaks of them in a comment. */
  readonly contact: string;
};

/** Somebody who could be a customer: a person, or a company and the person to talk to there. */
export function makeIdentity(random: Random): Identity {
  const country = random.pick(COUNTRIES);
  const { region } = country;
  const first = random.pick(country.first);
  const last = random.pick(country.last);
  const phone = country.phone(random);
  if (random.happens(0.62)) {
    const mailbox = `${asMailbox(first)}.${asMailbox(last)}${random.between(1, 99)}`;
    const domain = random.pick(['mail', 'post', 'inbox', 'letterbox']);
    return { name: `${first} ${last}`, email: `${mailbox}@${domain}.example`, phone, region, contact: first };
  }
  const company = random.pick(country.companies);
  const branch = random.pick(['', '', ' East', ' West', ' No. 2', ' Services', ' Trading']);
  const name = `${company}${branch} ${random.pick(country.forms)}`;
  const domain = asMailbox(company + branch);
  return {
    name,
    email: `${asMailbox(first)}.${asMailbox(last)}@${domain}.example`,
    phone,
    region,
    contact: `${first} ${last}`,
  };
}

const UNFOLDED: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ı: 'i', ø: 'o', æ: 'ae', đ: 'd' };

/** "Jürgen Groß" → "jurgen-gross". */
function asMailbox(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[ßłıøæđ]/gu, (letter) => UNFOLDED[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
}
