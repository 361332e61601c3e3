import type { FieldWords } from '@caseload/client/customers/fieldText.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';

/** The English words of an organisation with three people. */
export const words: FieldWords = {
  t: createI18n(en).t,
  language: 'en',
  timeZone: 'Europe/Berlin',
  statuses: [{ key: 'closed', label: 'Closed', category: 'done', archived: false }],
  people: ['Ana', 'Ben', 'Cem', 'Dan', 'Eva', 'Fay'].map((name) => ({ id: name.toLowerCase(), name })),
};
