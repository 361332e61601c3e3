import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from '@caseload/client/time/localInput.ts';
import { checkSeeded } from '../conflicts/checkSeeded.ts';

test('a time is typed and shown by the clocks of the zone', () => {
  expect(toLocalInput('2026-07-01T10:00:00.000000Z', 'Europe/Berlin')).toBe('2026-07-01T12:00');
  expect(toLocalInput('2026-11-21T04:59:00.000000Z', 'America/New_York')).toBe('2026-11-20T23:59');
  expect(toLocalInput(null, 'UTC')).toBe('');
  expect(fromLocalInput('2026-07-01T12:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
  expect(fromLocalInput('2026-11-20T23:59', 'America/New_York')).toBe('2026-11-21T04:59:00.000Z');
});

test('an hour that is left out counts on from before, one that comes twice is the first', () => {
  expect(fromLocalInput('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(fromLocalInput('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});

test.each(['', 'yesterday', '2026-13-01T10:00', '2026-11-21', '2026-11-21T25:00'])(
  '%j is no time',
  (text) => {
    expect(fromLocalInput(text, 'Europe/Berlin')).toBeNull();
  },
);

test('what is shown, read back, shows the same, in every zone', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const minute = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
  checkSeeded(
    fc.property(zone, minute, (timeZone, minutes) => {
      const shown = toLocalInput(new Date(minutes * 60_000).toISOString(), timeZone);
      expect(toLocalInput(fromLocalInput(shown, timeZone), timeZone)).toBe(shown);
    }),
  );
});
