import type { attachments as english } from '../en/attachments.ts';
import type { Translation } from '../translation.ts';

export const attachments: Translation<typeof english> = {
  list: 'Dateien dieses Kommentars',
  chosen: 'Dateien zum Senden',
  add: 'Dateien anhängen',
  limits: 'Bis zu {{count}} Dateien mit je {{size}}',
  download: 'Herunterladen:',
  look: '{{name}} ansehen',
  remove: '{{name}} herausnehmen',
  retry: 'Erneut versuchen',
  waiting: '{{size}}, wartet',
  uploading: '{{done}} von {{size}}',
  progress: 'Bisher hochgeladen',
  refused:
    'Programme, Skripte und Webseiten werden nicht angenommen. Bitte in eine ZIP-Datei packen oder herausnehmen.',
  tooLarge: '{{name}} ist zu groß: Eine Datei darf {{size}} haben.',
  empty: '{{name}} ist leer.',
  tooMany: '{{name}} blieb weg: Ein Kommentar hat höchstens {{count}} Dateien.',
  dismiss: 'Hinweis schließen',
};
