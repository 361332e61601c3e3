import { PASSWORD } from '../../support/cast.ts';
import { type HostileInput, hostile, invalidAt, jsonRequest, refusedAs } from './hostileInput.ts';

const SETTINGS: ReadonlyArray<readonly [at: string, body: string]> = [
  ['', '{}'],
  ['/timeZone', '{"timeZone":"+02:00"}'],
  ['/timeZone', '{"timeZone":"Mars/Phobos"}'],
  ['/timeZone', '{"timeZone":0}'],
  ['/timeZone', `{"timeZone":"${'A/'.repeat(100)}"}`],
  ['/language', '{"language":"fr"}'],
  ['/language', '{"language":null}'],
  ['/theme', '{"theme":"__proto__"}'],
  ['/density', '{"density":1}'],
  ['/singleKeys', '{"singleKeys":"true"}'],
  ['/singleKeys', '{"singleKeys":null}'],
  ['/keys', '{"keys":null}'],
  ['/keys', '{"keys":[]}'],
  ['/keys/a b', '{"keys":{"a b":"x"}}'],
  ['/keys/__proto__', '{"keys":{"__proto__":"x"}}'],
  ['/keys/list.next', '{"keys":{"list.next":"a b c"}}'],
  ['/keys/list.next', '{"keys":{"list.next":["a"]}}'],
  ['/keys', `{"keys":{${Array.from({ length: 101 }, (_, i) => `"a${i}":"x"`).join(',')}}}`],
  ['/changedKeys', '{"changedKeys":null}'],
  ['/changedKeys/__proto__', '{"changedKeys":{"__proto__":"x"}}'],
  ['/changedKeys/list.next', '{"changedKeys":{"list.next":"a b c"}}'],
  ['/resetKeys', '{"resetKeys":{"list.next":null}}'],
  ['/resetKeys/0', '{"resetKeys":["__proto__"]}'],
  ['/resetKeys', `{"resetKeys":[${Array.from({ length: 101 }, () => '"list.next"').join(',')}]}`],
  ['', '{"keys":{},"resetKeys":[]}'],
  ['/updatedAt', '{"theme":"dark","updatedAt":"2026-01-01T00:00:00Z"}'],
  ['/employeeId', '{"theme":"dark","employeeId":"0193a5d2-0000-7000-8000-00000000beef"}'],
];

const PROFILES: ReadonlyArray<readonly [at: string, body: string]> = [
  ['/name', '{}'],
  ['/name', '{"name":" "}'],
  ['/name', '{"name":"a\\u001bb"}'],
  ['/name', `{"name":"${'x'.repeat(201)}"}`],
  ['/from', '{"name":"a","from":null}'],
  ['/role', '{"name":"a","role":"admin"}'],
  ['/email', '{"name":"a","email":"a@b.example"}'],
];

const NEW = 'nine of them sang along';
const PASSWORDS: ReadonlyArray<readonly [at: string, body: object]> = [
  ['/currentPassword', { newPassword: NEW }],
  ['/currentPassword', { currentPassword: 'not the password', newPassword: NEW }],
  ['/currentPassword', { currentPassword: [PASSWORD], newPassword: NEW }],
  ['/newPassword', { currentPassword: PASSWORD }],
  ['/newPassword', { currentPassword: PASSWORD, newPassword: PASSWORD }],
  ['/newPassword', { currentPassword: PASSWORD, newPassword: 'short' }],
  ['/newPassword', { currentPassword: PASSWORD, newPassword: '🦊'.repeat(10) }],
  ['/newPassword', { currentPassword: PASSWORD, newPassword: 'passwordpassword' }],
  ['/newPassword', { currentPassword: PASSWORD, newPassword: 'caseload-demo-password' }],
  ['/newPassword', { currentPassword: PASSWORD, newPassword: 'x'.repeat(257) }],
  ['/employeeId', { currentPassword: PASSWORD, newPassword: NEW, employeeId: 'x' }],
];

const SESSIONS = ['x', 'A'.repeat(42), 'A'.repeat(44), '__proto__', '%00', '..%2F..', 'x'.repeat(5_000)];

/** Settings, names, passwords and sessions that are none. */
export function hostileSettings(): HostileInput[] {
  const rows = (
    name: string,
    method: string,
    path: string,
    bodies: ReadonlyArray<readonly [string, string]>,
  ) =>
    bodies.map(([at, body]) =>
      hostile(`${name} ${body.slice(0, 60)} (${body.length})`, invalidAt(at), () =>
        jsonRequest(method, path, body),
      ),
    );
  return [
    ...rows('settings', 'PATCH', '/api/settings', SETTINGS),
    ...rows('a profile', 'PATCH', '/api/settings/profile', PROFILES),
    ...PASSWORDS.map(([at, body], i) =>
      hostile(`a new password refused at ${at}, ${i + 1}`, invalidAt(at), () =>
        jsonRequest('POST', '/api/settings/password', JSON.stringify(body)),
      ),
    ),
    ...SESSIONS.map((id) =>
      hostile(`a session to end called ${id.slice(0, 20)} (${id.length})`, invalidAt('/id'), () => ({
        method: 'DELETE',
        path: `/api/settings/sessions/${id}`,
      })),
    ),
    hostile('a session that is nobody’s', refusedAs(404, 'not-found'), () => ({
      method: 'DELETE',
      path: `/api/settings/sessions/${'A'.repeat(43)}`,
    })),
    hostile(
      'a session of somebody else',
      refusedAs(404, 'not-found'),
      ({ otherSession }) => ({ method: 'DELETE', path: `/api/settings/sessions/${otherSession}` }),
      'employee',
    ),
  ];
}
