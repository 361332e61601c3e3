import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { addressOfCsv, templateCsv } from '@caseload/client/imports/template.ts';
import { importRules } from '@caseload/shared/imports/importRules.ts';

const status = { key: 'new', label: 'New', category: 'open', archived: false } as const;

test('every column of the template is a field an import knows, and the row fits', () => {
  const csv = templateCsv(
    [{ ...status, key: 'old', label: 'Old', archived: true }, status],
    [
      { key: 'plan', type: 'choice', choices: ['Gold, with "stars"', 'Silver'], archived: false },
      { key: 'seats', type: 'number', choices: [], archived: false },
      { key: 'email', type: 'text', choices: [], archived: false },
      { key: 'gone', type: 'text', choices: [], archived: true },
    ],
  );
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = parse(csv.slice(1));
  const [header = [], example = []] = rows;
  expect(rows.length).toBe(2);
  expect(example.length).toBe(header.length);
  expect(example[header.indexOf('status')]).toBe('New');
  expect(example[header.indexOf('plan')]).toBe('Gold, with "stars"');
  expect(header).toContain('fields.email');
  expect(header).not.toContain('gone');
  const own = ['plan', 'seats'];
  const map = header.map((name) => ({
    field: own.includes(name) ? `fields.${name}` : name,
    columns: [name],
  }));
  expect(importRules.shape.map.safeParse(map).error?.issues ?? []).toEqual([]);
});

test('the address of the download holds the whole text', () => {
  const address = addressOfCsv('name\r\nÄnne & "Söhne", 100 %\r\n');
  const [, data = ''] = address.split(',', 2);
  expect(decodeURIComponent(data)).toBe('name\r\nÄnne & "Söhne", 100 %\r\n');
});
