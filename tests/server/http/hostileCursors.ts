import { type HostileInput, hostile, invalidAt } from './hostileInput.ts';
import type { CursorName, World } from './world.ts';

/** The same position with one bit turned, `share` of the way through its bytes. */
function withBitTurned(cursor: string, share: number): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const place = Math.round((bytes.length - 1) * share);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

const TAMPERED: ReadonlyArray<readonly [name: string, tamper: (cursor: string) => string]> = [
  ...[0, 0.1, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 1].map(
    (share) =>
      [`a bit turned at ${share * 100} %`, (cursor: string) => withBitTurned(cursor, share)] as const,
  ),
  ['one character short', (cursor) => cursor.slice(0, -1)],
  ['four characters short', (cursor) => cursor.slice(0, -4)],
  ['half of it', (cursor) => cursor.slice(0, cursor.length / 2)],
  ['only its digest', (cursor) => cursor.slice(0, 21)],
  ['without its first character', (cursor) => cursor.slice(1)],
  ['twice', (cursor) => cursor + cursor],
  ['with a character more', (cursor) => `${cursor}A`],
  ['padded', (cursor) => `${cursor}%3D`],
  ['empty', () => ''],
  ['a space', () => '%20'],
  ['JSON in base64', () => Buffer.from('["2026-01-01","x"]').toString('base64url')],
  ['JSON', () => '%5B%22a%22%2C%22b%22%5D'],
  ['zeros', () => 'A'.repeat(120)],
  ['too long', () => 'A'.repeat(2_001)],
  ['__proto__', () => '__proto__'],
];

type Mismatch = readonly [name: string, cursor: CursorName, addressOf: (world: World) => string];

/** Cursors that the server gave out, on a list that they are not of. */
const MISPLACED: readonly Mismatch[] = [
  ['another order', 'byDue', () => '/api/customers?sort=name'],
  ['the same order backwards', 'byDue', () => '/api/customers?sort=-dueAt'],
  ['another order, from text to time', 'byName', () => '/api/customers?sort=createdAt'],
  ['another status', 'ofStatus', () => '/api/customers?status=waiting'],
  ['all statuses', 'ofStatus', () => '/api/customers'],
  ['one status', 'byDue', () => '/api/customers?status=new'],
  ['another text', 'ofText', () => '/api/customers?q=ado'],
  ['no text', 'ofText', () => '/api/customers'],
  ['what is not archived', 'archived', () => '/api/customers'],
  ['everything archived or not', 'archived', () => '/api/customers?archived=any'],
  ['a due range', 'byDue', () => '/api/customers?dueFrom=2026-01-01T00:00:00Z'],
  ['another priority', 'ofPriority', () => '/api/customers?priority=normal,low'],
  ['every priority', 'ofPriority', () => '/api/customers'],
  ['those that sleep', 'awake', () => '/api/customers?followUp=later'],
  ['those with a tag', 'byDue', () => '/api/customers?tag=vip'],
  ['days of another zone', 'withoutDue', () => '/api/customers?due=none&timeZone=Asia/Tokyo'],
  ['everybody', 'mine', () => '/api/customers'],
  ['the work of somebody else', 'mine', () => '/api/customers?assignedTo=me'],
  ['another organisation', 'foreign', () => '/api/customers'],
  ['another customer', 'actionsOfAnother', ({ customers }) => `/api/customers/${customers[0]}/actions`],
  ['every type', 'comments', ({ customers }) => `/api/customers/${customers[0]}/actions`],
  ['one type', 'actions', ({ customers }) => `/api/customers/${customers[0]}/actions?type=comment`],
  ['every field', 'nameOfFirst', ({ customers }) => `/api/customers/${customers[0]}/actions`],
  ['one field', 'actions', ({ customers }) => `/api/customers/${customers[0]}/actions?field=name`],
  ['another field', 'nameOfFirst', ({ customers }) => `/api/customers/${customers[0]}/actions?field=notes`],
  ['unread mentions', 'mentions', () => '/api/mentions?unread=true'],
  ['mentions, from actions', 'actions', () => '/api/mentions'],
  ['actions, from customers', 'byDue', ({ customers }) => `/api/customers/${customers[0]}/actions`],
  ['customers, from actions', 'actions', () => '/api/customers'],
  ['activity of one person', 'activity', ({ cast }) => `/api/activity?actor=${cast.harbour.admin.id}`],
  ['activity of one customer', 'activity', ({ customers }) => `/api/activity?customer=${customers[0]}`],
  ['activity of one type', 'activity', () => '/api/activity?type=comment'],
  ['activity of another organisation', 'activityOfNorthgate', () => '/api/activity'],
  ['activity, from actions', 'actions', () => '/api/activity'],
  ['mentions, from activity', 'activity', () => '/api/mentions'],
];

export function hostileCursors(): HostileInput[] {
  const at = (address: string, cursor: string) => ({
    method: 'GET',
    path: `${address}${address.includes('?') ? '&' : '?'}cursor=${cursor}`,
  });
  return [
    ...TAMPERED.flatMap(([name, tamper]) => [
      hostile(`a cursor of customers: ${name}`, invalidAt('/cursor'), ({ cursors }) =>
        at('/api/customers', tamper(cursors.byDue)),
      ),
      hostile(`a cursor of actions: ${name}`, invalidAt('/cursor'), ({ customers, cursors }) =>
        at(`/api/customers/${customers[0]}/actions`, tamper(cursors.actions)),
      ),
      hostile(`a cursor of activity: ${name}`, invalidAt('/cursor'), ({ cursors }) =>
        at('/api/activity', tamper(cursors.activity)),
      ),
      hostile(`a cursor of mentions: ${name}`, invalidAt('/cursor'), ({ cursors }) =>
        at('/api/mentions', tamper(cursors.mentions)),
      ),
    ]),
    ...MISPLACED.map(([name, cursor, addressOf]) =>
      hostile(`a cursor on another list: ${name}`, invalidAt('/cursor'), (world) =>
        at(addressOf(world), world.cursors[cursor]),
      ),
    ),
  ];
}
