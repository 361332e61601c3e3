import type { Role } from '../employees/employee.ts';

/** Of everybody in the demo office, which is never part of production. */
export const demoPassword = 'caseload-demo-password';

export type DemoPerson = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The organisation's name. */
  readonly organisation: string;
  /** How many customers are assigned to them in a fresh demo office. */
  readonly customers: number;
};

const numbered = (word: string, index: number) => `${word}${String(index + 1).padStart(2, '0')}`;

const memberOf =
  (organisation: string) =>
  (mailbox: string, name: string, role: Role, customers = 0): DemoPerson => ({
    email: `${mailbox}@${organisation.toLowerCase()}.example`,
    name,
    role,
    organisation,
    customers,
  });

const harbour = memberOf('Harbour');
const northgate = memberOf('Northgate');

const HARBOUR_EMPLOYEES = [
  'Amara Okafor',
  'Björn Lindqvist',
  'Chiara Romano',
  'Daichi Tanaka',
  'Elif Yıldız',
  'Fatima El Amrani',
  'Gabriel Santos',
  'Hanna Kowalczyk',
  'Ifeoma Eze',
  'Jonas Weber',
  'Katarína Horváthová',
  'Liam Gallagher',
  'Mei Lin Chen',
  'Nikhil Sharma',
  'Oksana Kovalenko',
  'Pedro Álvarez',
  'Quynh Nguyen',
  'Rasmus Nielsen',
  'Samira Haddad',
  'Tomasz Zieliński',
  'Ursula Brunner',
  'Viktor Petrov',
  'Wanjiru Kamau',
  'Ximena Rojas',
  'Yusuf Demir',
  'Zoé Lefèvre',
  'Aino Virtanen',
  'Babajide Adeyemi',
  'Carmen Ibáñez',
  'Dimitra Papadaki',
  'Emma Thompson',
  'Farid Rahimi',
];

const NORTHGATE_EMPLOYEES = [
  'Gwen Pritchard',
  'Hiroshi Sato',
  'Isabel Moreira',
  'Jamal Washington',
  'Kirsten de Vries',
  'Luca Bianchi',
  'Marta Novák',
  'Noor Khan',
];

/** Everybody who can sign in to the demo office, as the seed makes them. An organisation's slug is its name in lower case. */
export const demoPeople: readonly DemoPerson[] = [
  ...HARBOUR_EMPLOYEES.map((name, i) =>
    harbour(numbered('employee', i), name, 'employee', i < 30 ? 500 : 1_500),
  ),
  harbour('supervisor01', 'Greta Sandberg', 'supervisor'),
  harbour('supervisor02', 'Marcus Oyelaran', 'supervisor'),
  harbour('admin', 'Ada Castellano', 'admin'),
  ...NORTHGATE_EMPLOYEES.map((name, i) => northgate(numbered('employee', i), name, 'employee', 50)),
  northgate('supervisor01', 'Owen Fitzgerald', 'supervisor'),
  northgate('supervisor02', 'Priya Raman', 'supervisor'),
  northgate('admin', 'Ruth Silberstein', 'admin'),
];
