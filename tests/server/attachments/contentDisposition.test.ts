import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from '@caseload/server/attachments/contentDisposition.ts';
import { cleanFileName } from '@caseload/server/attachments/fileName.ts';
import { checkSeeded } from '../../client/conflicts/checkSeeded.ts';

const SHAPE =
  /^attachment; filename="(?<plain>[\x20-\x7e]*)"; filename\*=UTF-8''(?<encoded>[\w!#$&+.^`|~%-]+)$/u;

test('any name makes one header line of ASCII that gives the name back', () => {
  checkSeeded(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
      const { plain = '"', encoded = '' } = SHAPE.exec(contentDisposition('attachment', name))?.groups ?? {};
      expect(decodeURIComponent(encoded)).toBe(name);
      expect(plain).not.toMatch(/["\\%]/u);
    }),
  );
});

test('a cleaned name is never empty, never a path, and cleaning it again changes nothing', () => {
  checkSeeded(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (given) => {
      const name = cleanFileName(given);
      expect(name).not.toMatch(/^$|^\.{1,2}$|[/\\]/u);
      expect(cleanFileName(name)).toBe(name);
    }),
  );
});
