import {
  ORGANISATION_ACTION_TYPES,
  type OrganisationAction,
} from '@caseload/shared/organisationActions/organisationAction.ts';
import { expect, test } from 'vitest';
import { de } from '@caseload/client/i18n/de.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import {
  describeOrganisationAction,
  shownChanges,
} from '@caseload/client/people/describeOrganisationAction.ts';

const { t } = createI18n(en);

function action(type: OrganisationAction['type']): OrganisationAction {
  return {
    id: '1',
    type,
    actor: { id: 'a', name: 'Ada' },
    subject: { kind: 'person', id: 's', name: 'Nora' },
    changes: [],
    batchId: null,
    via: 'browser',
    requestId: null,
    createdAt: '2026-11-21T00:00:00.000000Z',
  };
}

test.each(ORGANISATION_ACTION_TYPES)('%s is a sentence that names whom it was done to', (type) => {
  const sentence = describeOrganisationAction(t, action(type));
  expect(sentence).toContain('Nora');
  expect(sentence).not.toMatch(/people\.did|\{\{/u);
});

test('who changed themselves is named once, in both languages', async () => {
  const own = {
    ...action('person_update'),
    subject: { kind: 'person', id: 'a', name: 'Ada Byron' },
  } as const;
  expect(describeOrganisationAction(t, own)).toBe('Ada changed their own details');
  const german = createI18n();
  german.addResourceBundle('de', 'translation', de);
  await german.changeLanguage('de');
  expect(describeOrganisationAction(german.t, own)).toBe('Ada hat die eigenen Angaben geändert');
  expect(describeOrganisationAction(german.t, action('person_import'))).toBe(
    'Ada hat Nora durch einen Import als inaktive Person angelegt',
  );
  expect(describeOrganisationAction(german.t, action('password_change'))).toBe(
    'Nora hat das eigene Passwort geändert',
  );
});

const WORDS = {
  t,
  place: { language: 'en', timeZone: 'UTC' },
  statuses: [],
  people: [{ id: '0190a000-0000-7000-8000-000000000001', name: 'Ben' }],
  teams: [],
} as const;

test('the filter of a shared view reads as its chips do', () => {
  const person = WORDS.people[0].id;
  expect(
    shownChanges(WORDS, [
      { field: 'filter', from: { assignedTo: 'me', priority: ['urgent'] }, to: { assignedTo: person } },
      { field: 'sort', from: 'dueAt', to: '-name' },
      { field: 'filter', from: {}, to: null },
    ]),
  ).toEqual([
    { field: 'Filter', from: 'Assignee: Me · Priority: Urgent', to: 'Assignee: Ben' },
    { field: 'Order', from: 'Due, soonest first', to: 'Name, Z to A' },
    { field: 'Filter', from: 'every customer', to: '' },
  ]);
});

test('changes read as people say them, and what has no word is left out', () => {
  expect(
    shownChanges(WORDS, [
      { field: 'role', from: 'employee', to: 'admin' },
      { field: 'category', from: null, to: 'waiting' },
      { field: 'archived', from: false, to: true },
      { field: 'position', from: 0, to: 2 },
      { field: 'tags', from: ['vip', 'urgent'], to: [] },
      { field: 'teams', from: null, to: ['North', 'South'] },
      { field: 'supervises', from: null, to: ['South'] },
      { field: 'choices', from: null, to: [] },
      { field: 'type', from: null, to: 'choice' },
      { field: 'members', from: ['Ana'], to: ['Ana', 'Ben'] },
      { field: 'awayUntil', from: null, to: '2026-12-24' },
      { field: 'purpose', from: null, to: 'reset' },
    ]),
  ).toEqual([
    { field: 'Role', from: 'Employee', to: 'Administrator' },
    { field: 'Meaning', from: '', to: 'Waiting' },
    { field: 'Archived', from: 'no', to: 'yes' },
    { field: 'Place', from: '1', to: '3' },
    { field: 'Tags', from: 'vip, urgent', to: '' },
    { field: 'Teams', from: '', to: 'North, South' },
    { field: 'Supervises', from: '', to: 'South' },
    { field: 'Kind', from: '', to: 'Choice' },
    { field: 'Members', from: 'Ana', to: 'Ana, Ben' },
    { field: 'Away until', from: '', to: '24 Dec 2026' },
  ]);
});
