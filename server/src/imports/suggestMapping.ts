import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { DATE_STYLES, type DateStyle, IMPORT_FIELDS } from '@caseload/shared/imports/importRules.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { readInstant } from './readInstant.ts';
import { wallAsUtc } from '@caseload/shared/time/zonedTime.ts';

/** What columns are called in English and German, without spaces and signs. */
const NAMES: Readonly<Record<(typeof IMPORT_FIELDS)[number], readonly string[]>> = {
  name: [
    'name',
    'customer',
    'customername',
    'fullname',
    'company',
    'companyname',
    'client',
    'title',
    'subject',
    'kunde',
    'kundenname',
    'firma',
    'betreff',
  ],
  email: ['email', 'emailaddress', 'mail', 'emailadresse'],
  phone: ['phone', 'phonenumber', 'telephone', 'tel', 'mobile', 'telefon', 'telefonnummer', 'mobil'],
  status: ['status', 'state', 'zustand'],
  priority: ['priority', 'prio', 'priorität', 'dringlichkeit'],
  assignedTo: [
    'assignedto',
    'assignee',
    'owner',
    'agent',
    'responsible',
    'zuständig',
    'zugewiesen',
    'bearbeiter',
    'bearbeiterin',
  ],
  archived: ['archived', 'archiviert'],
  dueAt: ['due', 'dueat', 'duedate', 'deadline', 'fällig', 'fälligam', 'frist'],
  followUpAt: ['followup', 'followupat', 'followupdate', 'reminder', 'wiedervorlage'],
  notes: [
    'notes',
    'note',
    'description',
    'comment',
    'comments',
    'notizen',
    'notiz',
    'beschreibung',
    'bemerkung',
    'bemerkungen',
  ],
  tags: ['tags', 'labels', 'schlagwörter', 'schlagworte'],
  createdAt: [
    'created',
    'createdat',
    'createddate',
    'creationdate',
    'opened',
    'angelegt',
    'erstellt',
    'erstelltam',
  ],
  // Files that have both, as our exports, have the first in every row.
  externalId: [
    'id',
    'externalid',
    'customerid',
    'customernumber',
    'number',
    'casenumber',
    'caseid',
    'ticketid',
    'reference',
    'kundennummer',
    'kundennr',
    'nummer',
    'nr',
    'vorgangsnummer',
    'aktenzeichen',
  ],
};

type Suggestion = Pick<CustomerImport['suggestion'], 'map' | 'dates'>;

/** What the columns may be by what they are called, and how their dates are written. Says nothing where it cannot tell. */
export function suggestMapping(
  header: readonly string[],
  sample: readonly (readonly string[])[],
  fields: readonly Pick<CustomField, 'key' | 'label' | 'archived'>[],
): Suggestion {
  const plain = header.map(plainName);
  // A name that stands there twice says of neither column what it is.
  const columns = header.map((name, index) => ({ name, index, plain: plain[index] ?? '' }));
  const free = columns.filter(
    (one) => one.plain !== '' && plain.filter((other) => other === one.plain).length === 1,
  );
  const taken = new Set<number>();
  const take = (names: readonly string[]) => {
    const found = names.flatMap(
      (name) => free.find((one) => one.plain === name && !taken.has(one.index)) ?? [],
    )[0];
    if (found !== undefined) taken.add(found.index);
    return found?.name;
  };
  const wanted = [
    // What the organisation calls a field itself means more than what others do.
    ...fields
      .filter(({ archived }) => !archived)
      .map(({ key, label }) => ({
        field: CUSTOM_FIELD_PREFIX + key,
        names: [plainName(label), plainName(key)],
      })),
    ...IMPORT_FIELDS.map((field) => ({ field, names: NAMES[field] })),
  ];
  const map = wanted.flatMap(({ field, names }) => {
    const column = take(names);
    return column === undefined ? [] : [{ field, columns: [column] }];
  });
  const dated = map
    .filter(({ field }) => field.endsWith('At'))
    .map(({ columns: [name = ''] }) => header.indexOf(name));
  return { map, dates: dateStyleOf(sample.flatMap((cells) => dated.map((index) => cells[index] ?? ''))) };
}

const plainName = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The style in which most of the cells are dates; the first one when it makes no difference. */
function dateStyleOf(cells: readonly string[]): DateStyle {
  const counts = DATE_STYLES.map(
    (style) => cells.filter((cell) => readInstant(cell, style, wallAsUtc) !== undefined).length,
  );
  return DATE_STYLES[counts.indexOf(Math.max(...counts))] ?? 'iso';
}
