import {
  type HostileInput,
  hostile,
  invalidAt,
  jsonRequest,
  type Refusal,
  refusedAs,
} from './hostileInput.ts';
import { callOf } from './hostileTexts.ts';
import { jsonWith, pointerTo } from './textLeaves.ts';

const NOBODY = '0193a5d2-0000-7000-8000-00000000beef';

type Fault = readonly [id: string, method: string, path: readonly (string | number)[], literal: string];

/** People, statuses, tags and links with one value that none may have; refused before anybody asks who may. */
const FAULTS: readonly Fault[] = [
  ['invitePerson', 'POST', ['name'], '" "'],
  ['invitePerson', 'POST', ['name'], `"${'x'.repeat(201)}"`],
  ['invitePerson', 'POST', ['name'], '"a\\r\\nBcc: b@c.example"'],
  ['invitePerson', 'POST', ['email'], '"nobody"'],
  ['invitePerson', 'POST', ['email'], '"a@b.example\\r\\nBcc: c@d.example"'],
  ['invitePerson', 'POST', ['email'], '"a@b.example,c@d.example"'],
  ['invitePerson', 'POST', ['email'], '"A <a@b.example>"'],
  ['invitePerson', 'POST', ['email'], `"${'x'.repeat(250)}@b.example"`],
  ['invitePerson', 'POST', ['email'], 'null'],
  ['invitePerson', 'POST', ['role'], '"owner"'],
  ['invitePerson', 'POST', ['role'], 'null'],
  ['invitePerson', 'POST', ['teams'], 'null'],
  ['invitePerson', 'POST', ['teams'], `["${NOBODY}"]`],
  ['invitePerson', 'POST', ['teams'], `[{"id":"${NOBODY}"},{"id":"${NOBODY}"}]`],
  ['invitePerson', 'POST', ['password'], '"chosen for somebody else"'],
  ['invitePerson', 'POST', ['active'], 'false'],
  ['invitePerson', 'POST', ['organisationId'], `"${NOBODY}"`],
  ['updatePerson', 'PATCH', ['role'], '["admin"]'],
  ['updatePerson', 'PATCH', ['email'], 'null'],
  ['updatePerson', 'PATCH', ['active'], 'true'],
  ['updatePerson', 'PATCH', ['sessionEpoch'], '0'],
  ['updatePerson', 'PATCH', ['updatedAt'], '"yesterday"'],
  ['deactivatePerson', 'POST', ['assignedTo'], '"me"'],
  ['deactivatePerson', 'POST', ['assignedTo'], '"none"'],
  ['deactivatePerson', 'POST', ['assignedTo'], `["${NOBODY}"]`],
  ['deactivatePerson', 'POST', ['assignees'], `["${NOBODY}"]`],
  ['deactivatePerson', 'POST', ['split'], '"fair"'],
  ['deactivatePerson', 'POST', ['updatedAt'], 'null'],
  ['deactivatePerson', 'POST', ['mode'], '"best-effort"'],
  ['createStatus', 'POST', ['label'], '" "'],
  ['createStatus', 'POST', ['label'], `"${'x'.repeat(61)}"`],
  ['createStatus', 'POST', ['category'], '"closed"'],
  ['createStatus', 'POST', ['key'], '"new"'],
  ['updateStatus', 'PATCH', ['position'], '-1'],
  ['updateStatus', 'PATCH', ['position'], '1.5'],
  ['updateStatus', 'PATCH', ['position'], '1e9'],
  ['updateStatus', 'PATCH', ['archived'], '"true"'],
  ['updateStatus', 'PATCH', ['key'], '"other"'],
  ['mergeTags', 'POST', ['tags'], '[]'],
  ['mergeTags', 'POST', ['tags'], '"rare"'],
  ['mergeTags', 'POST', ['tags'], '["rare","rare"]'],
  ['mergeTags', 'POST', ['tags'], `[${Array.from({ length: 51 }, (_, i) => `"t${i}"`).join(',')}]`],
  ['mergeTags', 'POST', ['into'], '"rare"'],
  ['mergeTags', 'POST', ['into'], 'null'],
  ['removeTags', 'POST', ['tags'], '[null]'],
  ['removeTags', 'POST', ['into'], '"common"'],
  ['findPasswordLink', 'POST', ['token'], '""'],
  ['findPasswordLink', 'POST', ['token'], 'null'],
  ['findPasswordLink', 'POST', ['email'], '"ana@harbour.example"'],
  ['setPassword', 'POST', ['password'], '"short"'],
  ['setPassword', 'POST', ['password'], `"${'x'.repeat(257)}"`],
  ['setPassword', 'POST', ['employeeId'], `"${NOBODY}"`],
];

type Ask = readonly [name: string, refusal: Refusal, method: string, path: string, body: string];

const SUPERVISORS: readonly Ask[] = [
  ['invites', refusedAs(403, 'forbidden'), 'POST', '/api/people', '{"name":"X","email":"x@y.example"}'],
  ['sends a link', refusedAs(403, 'forbidden'), 'POST', `/api/people/${NOBODY}/links`, '{}'],
  ['brings somebody back', refusedAs(403, 'forbidden'), 'POST', `/api/people/${NOBODY}/reactivation`, '{}'],
  ['adds a status', refusedAs(403, 'forbidden'), 'POST', '/api/statuses', '{"label":"X","category":"open"}'],
  ['removes a tag', refusedAs(403, 'forbidden'), 'POST', '/api/tags/removals', '{"tags":["rare"]}'],
  [
    'uses a link that is none',
    refusedAs(404, 'not-found'),
    'POST',
    '/api/password-links/lookup',
    '{"token":"x"}',
  ],
  ['names a person who is no id', invalidAt('/id'), 'POST', '/api/people/me/links', '{}'],
  ['names a status that is no key', invalidAt('/key'), 'PATCH', '/api/statuses/A-B', '{"label":"X"}'],
];

/** What nobody may do to people, statuses and tags. */
export function hostilePeople(): HostileInput[] {
  return [
    ...FAULTS.map(([id, method, path, literal]) =>
      hostile(`${id}: ${pointerTo(path)} is ${literal.slice(0, 60)}`, invalidAt(pointerTo(path)), (world) => {
        const call = callOf(id, world);
        return jsonRequest(method, call.path, jsonWith(call.body, path, literal));
      }),
    ),
    ...SUPERVISORS.map(([name, refusal, method, path, body]) =>
      hostile(`a supervisor ${name}`, refusal, () => jsonRequest(method, path, body)),
    ),
    ...['/api/people', '/api/statuses', '/api/tags/counts', '/api/organisation-actions'].map((path) =>
      hostile(
        `${path} for an employee`,
        refusedAs(403, 'forbidden'),
        () => ({ method: 'GET', path }),
        'employee',
      ),
    ),
  ];
}
