import { expect, test } from 'vitest';
import { faultOfBeginning, sniffFile } from '@caseload/client/imports/sniffFile.ts';
import { IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';

const utf16 = (text: string) => Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0]);

test.each([
  ['a table', 'name;email\r\nAna;ana@example.org', null],
  ['a table with a byte order mark', '\uFEFFname\nAna', null],
  ['a web page', '\n<!DOCTYPE html><html>', 'webPage'],
  ['XML', '<?xml version="1.0"?>', 'webPage'],
  ['a PDF', '%PDF-1.7\n', 'pdf'],
  ['a letter only', 'n', null],
])('text: %s', (_, text, fault) => {
  expect(faultOfBeginning(new TextEncoder().encode(text))).toBe(fault);
});

test.each([
  ['a new workbook', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00], 'workbook'],
  ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'workbook'],
  ['a PNG', [0x89, 0x50, 0x4e, 0x47], 'picture'],
  ['a JPEG', [0xff, 0xd8, 0xff, 0xe0], 'picture'],
  ['a program', [0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 2], 'binary'],
  ['UTF-16 with a mark', [0xff, 0xfe, ...utf16('name')], null],
  ['UTF-16 without one', utf16('name,email\nAna,a@example.org'), null],
  ['big-endian UTF-16 without a mark', [0, ...utf16('name,email')].slice(0, -1), null],
  ['Windows-1252', [0x4e, 0x61, 0x6d, 0xe9, 0x0a], null],
] as const)('bytes: %s', (_, bytes, fault) => {
  expect(faultOfBeginning(new Uint8Array(bytes))).toBe(fault);
});

test('size comes first', async () => {
  expect(await sniffFile(new File([], 'empty.csv'))).toBe('empty');
  expect(await sniffFile(new File(['name\nAna'], 'small.csv'))).toBeNull();
  const huge = Object.create(new File(['name'], 'huge.csv'), {
    size: { value: IMPORT_MAXIMUM_BYTES + 1 },
  });
  expect(await sniffFile(huge)).toBe('tooLarge');
});
