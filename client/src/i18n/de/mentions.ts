import type { mentions as english } from '../en/mentions.ts';
import type { Translation } from '../translation.ts';

export const mentions: Translation<typeof english> = {
  title: 'Erwähnungen',
  filter: 'Zeigen',
  unread: 'Ungelesen',
  all: 'Alle',
  markAllRead: 'Alle als gelesen markieren',
  markRead: 'Als gelesen markieren',
  mentioned: '{{actor}} hat Sie erwähnt',
  at: 'bei {{customer}}',
  isUnread: 'Ungelesen',
  list: 'Kommentare, die Sie erwähnen, der neueste zuerst',
  loading: 'Wird geladen …',
  earlier: 'Frühere',
  nothingTitle: 'Noch hat Sie niemand erwähnt',
  nothing: 'Wenn jemand in einem Kommentar @ und Ihren Namen schreibt, steht es hier.',
  doneTitle: 'Alles gelesen',
  done: 'Keine Erwähnung wartet. Gut gemacht.',
  showAll: 'Alle Erwähnungen zeigen',
  markFailed: 'Nicht als gelesen markiert',
};
