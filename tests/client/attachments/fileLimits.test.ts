import { sendableName, sortFiles } from '@caseload/client/attachments/fileLimits.ts';
import { formatSize } from '@caseload/client/attachments/formatSize.ts';
import { ATTACHMENT_MAXIMUM_BYTES } from '@caseload/shared/attachments/attachment.ts';
import { uploadAttachment } from '@caseload/shared/attachments/endpoints.ts';
import { expect, it, test } from 'vitest';

const file = (name: string, size = 1) => ({ name, size });

it('takes files up to the size and the number, and says why not the others', () => {
  const files = [
    file('fits', ATTACHMENT_MAXIMUM_BYTES),
    file('large', ATTACHMENT_MAXIMUM_BYTES + 1),
    file('empty', 0),
    file('ninth'),
    file('tenth'),
    file('eleventh'),
  ];
  const { taken, turnedDown } = sortFiles(files, 7);
  expect(taken.map(({ name }) => name)).toEqual(['fits', 'ninth', 'tenth']);
  expect(turnedDown).toEqual([
    { name: 'large', reason: 'tooLarge' },
    { name: 'empty', reason: 'empty' },
    { name: 'eleventh', reason: 'tooMany' },
  ]);
});

test.each([
  ['invoice.pdf', 'invoice.pdf'],
  [' a\nb\u2028c.txt ', 'a b c.txt'],
  ['', 'file'],
  ['\u0007', 'file'],
  ['\ud800.txt', '\ufffd.txt'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
  [`${'x'.repeat(150)}.${'y'.repeat(150)}`, `${'x'.repeat(150)}.${'y'.repeat(49)}`],
  [`${'x'.repeat(195)}😀.pdf`, `${'x'.repeat(195)}\ufffd.pdf`],
])('%j is sent as %j, which the server takes', (given, sent) => {
  expect(sendableName(given)).toBe(sent);
  expect(uploadAttachment.query.parse({ name: sent })).toEqual({ name: sent });
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1_023, '1,023 bytes'],
  [1_024, '1 kB'],
  [1_536, '1.5 kB'],
  [1_048_000, '1,023 kB'],
  [1_048_575, '1 MB'],
  [ATTACHMENT_MAXIMUM_BYTES, '25 MB'],
])('%i bytes read %s', (bytes, text) => {
  expect(formatSize(bytes, 'en')).toBe(text);
});

it('writes sizes as the language does', () => {
  expect(formatSize(1_536, 'de')).toBe('1,5 kB');
});
