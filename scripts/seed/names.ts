import type { Random } from './random.ts';

/** A country's people and companies. Telephone numbers come from ranges that belong to nobody. */
type Country = {
  readonly region: string;
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly companies: readonly string[];
  readonly forms: readonly string[];
  readonly phone: (random: Random) => string;
};

const digits = (random: Random, count: number) =>
  String(random.between(0, 10 ** count - 1)).padStart(count, '0');

const COUNTRIES: readonly Country[] = [
  {
    region: 'United Kingdom',
    first: [
      'Oliver',
      'Charlotte',
      'Harriet',
      'George',
      'Imogen',
      'Callum',
      'Priya',
      'Rhys',
      'Aisha',
      'Eleanor',
    ],
    last: [
      'Bennett',
      'Whitaker',
      'Patel',
      'MacLeod',
      'Hughes',
      'Okonkwo',
      'Fairclough',
      'Pemberton',
      'Ali',
      'Marsh',
    ],
    companies: [
      'Thistle & Sons',
      'Blackwater Chandlers',
      'Penrose Bakery',
      'Copperfield Print',
      'Saltmarsh Brewing',
    ],
    forms: ['Ltd', 'LLP', 'plc'],
    phone: (random) => `+44 20 7946 0${digits(random, 3)}`,
  },
  {
    region: 'Germany',
    first: [
      'Lukas',
      'Hannah',
      'Jürgen',
      'Anneliese',
      'Moritz',
      'Ayşe',
      'Friederike',
      'Stefan',
      'Leonie',
      'Günther',
    ],
    last: [
      'Müller',
      'Schäfer',
      'Vogel',
      'Krüger',
      'Yılmaz',
      'Baumgartner',
      'Hoffmann',
      'Böhm',
      'Lehmann',
      'Groß',
    ],
    companies: ['Nordwind Logistik', 'Feinwerk Optik', 'Elbe Kontor', 'Holzmann Möbel', 'Grüne Gärten'],
    forms: ['GmbH', 'AG', 'KG'],
    phone: (random) => `+49 30 23125 ${digits(random, 3)}`,
  },
  {
    region: 'France',
    first: ['Camille', 'Théo', 'Inès', 'Mathieu', 'Océane', 'Rachid', 'Margaux', 'Étienne', 'Nour', 'Benoît'],
    last: [
      'Dubois',
      'Lefebvre',
      'Benali',
      'Garnier',
      'Rousseau',
      'Traoré',
      'Chevalier',
      'Mercier',
      'Guérin',
      'Petit',
    ],
    companies: [
      'Les Halles Réunies',
      'Atelier Mistral',
      'Boulangerie Garonne',
      'Textiles du Nord',
      'Cave Belle Rive',
    ],
    forms: ['SARL', 'SAS', 'SA'],
    phone: (random) => `+33 1 99 00 ${digits(random, 2)} ${digits(random, 2)}`,
  },
  {
    region: 'United States',
    first: [
      'Maria',
      'Tyrone',
      'Emily',
      'DeShawn',
      'Guadalupe',
      'Kevin',
      'Sunita',
      'Walter',
      'Jasmine',
      'Ethan',
    ],
    last: [
      'Johnson',
      'Ramirez',
      'Nguyen',
      'Freeman',
      'Kowalski',
      'Brooks',
      'Hernandez',
      'Kim',
      'Sullivan',
      'Whitehorse',
    ],
    companies: [
      'Lakeshore Dental',
      'Cedar Ridge Roofing',
      'Bluebonnet Catering',
      'Iron Mule Freight',
      'Sunny Slope Farms',
    ],
    forms: ['Inc.', 'LLC', 'Co.'],
    phone: (random) => `+1 ${random.pick(['212', '312', '415', '503', '713'])} 555 01${digits(random, 2)}`,
  },
  {
    region: 'Spain',
    first: ['Lucía', 'Álvaro', 'Nuria', 'Javier', 'Begoña', 'Iker', 'Montserrat', 'Rubén', 'Paloma', 'Íñigo'],
    last: [
      'García',
      'Fernández',
      'Etxeberria',
      'Muñoz',
      'Castaño',
      'Puig',
      'Domínguez',
      'Peña',
      'Serrano',
      'Vázquez',
    ],
    companies: [
      'Aceites Sierra Morena',
      'Talleres Levante',
      'Hostal La Ribera',
      'Cerámicas Triana',
      'Frutas del Ebro',
    ],
    forms: ['S.L.', 'S.A.'],
    phone: (random) => `+34 910 55 ${digits(random, 2)} ${digits(random, 2)}`,
  },
  {
    region: 'Nigeria',
    first: ['Chidi', 'Ngozi', 'Olumide', 'Hauwa', 'Tunde', 'Adaeze', 'Musa', 'Funmilayo', 'Emeka', 'Zainab'],
    last: ['Adebayo', 'Nwosu', 'Balogun', 'Danjuma', 'Obi', 'Eze', 'Lawal', 'Okoro', 'Ibrahim', 'Afolabi'],
    companies: ['Lagoon Fisheries', 'Palmgrove Hotels', 'Savanna Solar', 'Delta Haulage', 'Kola Textiles'],
    forms: ['Ltd', 'Enterprises'],
    phone: (random) => `+234 1 555 0${digits(random, 3)}`,
  },
  {
    region: 'Japan',
    first: ['Haruto', 'Yui', 'Kenji', 'Sakura', 'Takumi', 'Aoi', 'Hinata', 'Naoko', 'Ren', 'Michiko'],
    last: [
      'Suzuki',
      'Takahashi',
      'Watanabe',
      'Yamamoto',
      'Kobayashi',
      'Mori',
      'Fujita',
      'Ogawa',
      'Ishii',
      'Hayashi',
    ],
    companies: ['Asahi Ceramics', 'Minato Shipping', 'Kitayama Tea', 'Hoshino Instruments', 'Umi Seafood'],
    forms: ['K.K.', 'G.K.'],
    phone: (random) => `+81 3 5550 ${digits(random, 4)}`,
  },
  {
    region: 'India',
    first: ['Aarav', 'Diya', 'Rohan', 'Kavya', 'Sanjay', 'Meera', 'Imran', 'Lakshmi', 'Arjun', 'Farah'],
    last: ['Iyer', 'Kapoor', 'Reddy', 'Banerjee', 'Chopra', 'Menon', 'Sheikh', 'Joshi', 'Nair', 'Desai'],
    companies: ['Konkan Spices', 'Ganga Textiles', 'Nilgiri Tea Estates', 'Deccan Motors', 'Lotus Clinics'],
    forms: ['Pvt Ltd', 'LLP'],
    phone: (random) => `+91 22 5550 ${digits(random, 4)}`,
  },
  {
    region: 'Poland',
    first: [
      'Zofia',
      'Jakub',
      'Małgorzata',
      'Piotr',
      'Agnieszka',
      'Łukasz',
      'Wanda',
      'Krzysztof',
      'Dorota',
      'Paweł',
    ],
    last: [
      'Nowak',
      'Wiśniewska',
      'Wójcik',
      'Dąbrowski',
      'Szymański',
      'Mazur',
      'Kaczmarek',
      'Jabłoński',
      'Krawczyk',
      'Żak',
    ],
    companies: ['Bursztyn Jubiler', 'Tatry Sport', 'Wisła Transport', 'Młyn Stary', 'Zielony Las'],
    forms: ['Sp. z o.o.', 'S.A.'],
    phone: (random) => `+48 22 555 ${digits(random, 2)} ${digits(random, 2)}`,
  },
  {
    region: 'Brazil',
    first: [
      'João',
      'Beatriz',
      'Thiago',
      'Luana',
      'Caio',
      'Mariana',
      'Antônio',
      'Helena',
      'Rafael',
      'Conceição',
    ],
    last: [
      'Silva',
      'Souza',
      'Araújo',
      'Nakamura',
      'Gonçalves',
      'Ribeiro',
      'Cardoso',
      'Teixeira',
      'Moura',
      'Brandão',
    ],
    companies: ['Café Serra Azul', 'Porto Verde', 'Móveis Ipê', 'Construtora Aurora', 'Padaria Estrela'],
    forms: ['Ltda', 'S.A.'],
    phone: (random) => `+55 11 5550 ${digits(random, 4)}`,
  },
];

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
