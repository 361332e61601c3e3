import { describe, expect, test } from 'vitest';
import { readInstant } from '@caseload/server/imports/readInstant.ts';
import type { DateStyle } from '@caseload/shared/imports/importRules.ts';
import { zoneClock } from '@caseload/shared/time/zonedTime.ts';

const clock = zoneClock('America/Los_Angeles');

describe('a written time is read', () => {
  test.each<[DateStyle, string, string]>([
    ['us', '01/06/2018 10:18:29 AM', '2018-01-06T18:18:29.000Z'],
    ['us', '01/06/2018 12:00:00 AM', '2018-01-06T08:00:00.000Z'],
    ['us', '01/06/2018 12:00:00 PM', '2018-01-06T20:00:00.000Z'],
    ['us', '1/6/2018 1:05 pm', '2018-01-06T21:05:00.000Z'],
    ['us', ' 1/6/2018, 13:05 ', '2018-01-06T21:05:00.000Z'],
    ['us', '07/04/2018', '2018-07-04T07:00:00.000Z'],
    ['eu', '6.1.2018', '2018-01-06T08:00:00.000Z'],
    ['eu', '06/01/2018 22:15:30', '2018-01-07T06:15:30.000Z'],
    ['eu', '06-01-2018 10:15 p.m.', '2018-01-07T06:15:00.000Z'],
    ['iso', '2018-01-06', '2018-01-06T08:00:00.000Z'],
    ['iso', '2018-01-06 10:18:29', '2018-01-06T18:18:29.000Z'],
    ['iso', '2018-01-06T10:18:29.1234567', '2018-01-06T18:18:29.123Z'],
    ['iso', '2018-01-06T10:18Z', '2018-01-06T10:18:00.000Z'],
    ['iso', '2018-01-06T10:18:29+05:30', '2018-01-06T04:48:29.000Z'],
    ['iso', '2018-01-06T10:18:29-0330', '2018-01-06T13:48:29.000Z'],
    ['iso', '2018-01-06 10:18:29+02', '2018-01-06T08:18:29.000Z'],
    ['iso', '2020-02-29', '2020-02-29T08:00:00.000Z'],
  ])('%s %s', (style, text, iso) => {
    expect(readInstant(text, style, clock)).toBe(iso);
  });
});

describe('what is no time is not guessed', () => {
  test.each<[DateStyle, string]>([
    ['us', '13/01/2018'],
    ['us', '02/29/2018'],
    ['us', '02/30/2020'],
    ['us', '00/10/2018'],
    ['us', '01/06/18'],
    ['us', '01/06/2018 13:00 PM'],
    ['us', '01/06/2018 00:00 AM'],
    ['us', '01/06/2018 24:00:00'],
    ['us', '01/06/2018 10:60'],
    ['us', '2018-01-06'],
    ['us', 'yesterday'],
    ['us', '٠١/٠٦/٢٠١٨'],
    ['eu', '1.13.2018'],
    ['eu', '1.2/2018'],
    ['iso', '2018-13-01'],
    ['iso', '2018-02-29'],
    ['iso', '1899-12-31'],
    ['iso', '2018-01-06T10:18:60'],
    ['iso', '2018-01-06T10:18:29+16:00'],
    ['iso', '2018-01-06T10:18:29+05:75'],
    ['iso', '20180106'],
    ['iso', '01/06/2018'],
    ['iso', '2018-01-06 nonsense'],
  ])('%s %s', (style, text) => {
    expect(readInstant(text, style, clock)).toBeUndefined();
  });
});
