/** Beginnings of files, enough to be known by. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const JPEG = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100', 'hex'), Buffer.alloc(200, 7)]);
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
export const NOISE = Buffer.from([0, 1, 2, 3, 250, 251, 252, 0, 9, 9, 9, 9]);
export const TEXT = Buffer.from('Grüße aus Köln\n\tund ein zweiter Absatz — mit Zeichen: 漢字 😀\r\n');
export const WINDOWS_PROGRAM = Buffer.concat([
  Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1'),
  Buffer.alloc(200),
]);
export const LINUX_PROGRAM = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)]);
export const MAC_PROGRAM = Buffer.concat([Buffer.from('cffaedfe07000001', 'hex'), Buffer.alloc(200)]);

/** A ZIP file of stored entries, as far as looking into it needs one. */
function zipOf(entries: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(entries).flatMap(([name, content]) => {
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt32LE(Buffer.byteLength(content), 18);
      head.writeUInt32LE(Buffer.byteLength(content), 22);
      head.writeUInt16LE(Buffer.byteLength(name), 26);
      return [head, Buffer.from(name), Buffer.from(content)];
    }),
  );
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const DOCX = zipOf({
  '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${WORD}.main+xml"/></Types>`,
  'word/document.xml': '<w:document/>',
});
export const DOCX_TYPE = WORD;
export const JAR = zipOf({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n', 'A.class': 'x' });
