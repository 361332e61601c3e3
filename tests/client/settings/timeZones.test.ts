import { expect, test } from 'vitest';
import { isZoneMeant, timeZoneChoices } from '@caseload/client/settings/timeZones.ts';

const winter = new Date('2026-01-15T12:00:00Z');

test('every zone is offered with the offset of that day, UTC among them', () => {
  const choices = timeZoneChoices('en', winter);
  const labelOf = (zone: string) => choices.find(({ value }) => value === zone)?.label;
  expect(labelOf('America/New_York')).toBe('America/New York (GMT-5)');
  expect(labelOf('UTC')).toMatch(/^UTC \(GMT(?:\+0)?\)$/u);
  expect(choices.length).toBeGreaterThan(400);
});

test('a zone is found by parts of its name in any order, without its accents and its _', () => {
  expect(isZoneMeant('America/New York (GMT-5)', 'york new')).toBe(true);
  expect(isZoneMeant('America/New York (GMT-5)', 'new_york')).toBe(true);
  expect(isZoneMeant('America/New York (GMT-5)', 'america/new')).toBe(true);
  expect(isZoneMeant('America/New York (GMT-5)', 'berlin')).toBe(false);
  expect(isZoneMeant('Europe/Zürich (GMT+1)', 'ZURICH')).toBe(true);
});
