import type { markdown as english } from '../en/markdown.ts';
import type { Translation } from '../translation.ts';

export const markdown: Translation<typeof english> = {
  footnotes: 'Fußnoten',
  backToText: 'Zurück zum Text',
  image: 'Bild',
  done: 'Erledigt:',
  open: 'Zu tun:',
};
