import { fileTypeFromBuffer } from 'file-type';
import { REFUSED_MEDIA_TYPES } from './refusedTypes.ts';

/** What a file is by its beginning, whatever it is called. */
export async function mediaTypeOf(head: Uint8Array, isText: boolean): Promise<string> {
  const found = (await fileTypeFromBuffer(head))?.mime;
  // Some programs are known by two letters that a text may begin with.
  if (found !== undefined && !(isText && REFUSED_MEDIA_TYPES.has(found))) return found;
  return isText ? 'text/plain' : 'application/octet-stream';
}

/** What may stand before the first element of a page or a picture. */
const PROLOG =
  /(?:[\s\ufeff]+|<\?xml[^>]*>|<!--[\s\S]*?-->|<!doctype\s+(?!html|svg)[^>[]*(?:\[[^\]]*\]\s*)?>)/iuy;
const PAGE = /^<(?:!doctype\s+(?:html|svg)|(?:[\w-]+:)?(?:html|head|body|script|style|svg|iframe)[\s/>])/iu;
const SCRIPT = /^(?:#!\s*\/|<\?(?:php|=)|<%|@echo\s)/iu;

/** Whether the content is a program, a script, or a page that a browser would run scripts of. */
export function isRefusedContent(head: Uint8Array, mediaType: string): boolean {
  if (REFUSED_MEDIA_TYPES.has(mediaType)) return true;
  const start = decode(head);
  const element = start.slice(prologLength(start));
  return SCRIPT.test(start.trimStart()) || PAGE.test(element);
}

function prologLength(text: string): number {
  PROLOG.lastIndex = 0;
  let length = 0;
  while (PROLOG.test(text)) length = PROLOG.lastIndex;
  return length;
}

function decode(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  return new TextDecoder('utf-8').decode(head);
}
