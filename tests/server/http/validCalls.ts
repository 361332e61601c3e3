import type { RequestParts } from './exchange.ts';
import type { World } from './world.ts';
import { PASSWORD } from '../../support/cast.ts';

export type ValidCall = {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A body that is no JSON. */
  readonly bytes?: string;
  readonly headers?: ReadonlyArray<readonly [string, string]>;
  /** Who calls, unless it is the supervisor. */
  readonly as?: 'admin';
};

const customerBody = (world: World) => ({
  name: 'Hanna Weber',
  email: 'hanna@customer.example',
  phone: '030 1234567',
  status: 'new',
  priority: 'high',
  assignedTo: world.cast.harbour.employee.id,
  archived: false,
  dueAt: '2026-12-01T09:00:00Z',
  followUpAt: '2026-11-30T09:00:00+01:00',
  notes: 'Called twice.',
  tags: ['vip'],
  fields: { district: 'Mitte' },
});

const viewBody = (world: World) => ({
  name: 'Hot this week',
  filter: {
    assignedTo: world.cast.harbour.employee.id,
    status: ['new', 'waiting'],
    category: ['open', 'waiting'],
    priority: ['urgent', 'high'],
    tag: ['vip'],
    archived: 'any',
    due: 'week',
    followUp: 'awake',
    dueFrom: '2026-11-01T00:00:00Z',
    dueBefore: '2026-12-01T00:00:00+01:00',
    q: 'Weber',
  },
  sort: '-updatedAt',
  shared: true,
});

/** For every endpoint, by its id, a call by the supervisor that succeeds. A new endpoint needs one here. */
export const validCalls: Readonly<Record<string, (world: World) => ValidCall>> = {
  signIn: ({ cast }) => ({
    path: '/api/session',
    body: { email: cast.harbour.supervisor.email, password: PASSWORD },
  }),
  getSession: () => ({ path: '/api/session' }),
  signOut: () => ({ path: '/api/session' }),
  listDemoPeople: () => ({ path: '/api/session/demo' }),
  listEmployees: () => ({ path: '/api/employees' }),
  setAway: ({ cast }) => ({
    path: `/api/employees/${cast.harbour.employee.id}/away`,
    body: { until: '2026-12-24' },
  }),
  getBoard: ({ team }) => ({ path: `/api/board?team=${team.id}&timeZone=Europe/Berlin` }),
  balanceWork: ({ cast }) => ({
    path: '/api/balances',
    body: {
      moves: [{ from: cast.harbour.colleague.id, to: cast.harbour.employee.id, count: 1 }],
      mode: 'best-effort',
      dryRun: true,
    },
  }),
  claimCustomer: () => ({ path: '/api/claims' }),
  listTeams: () => ({ path: '/api/teams' }),
  createTeam: ({ cast }) => ({
    path: '/api/teams',
    body: { name: 'Another team', members: [{ id: cast.harbour.colleague.id, isSupervisor: false }] },
    as: 'admin',
  }),
  updateTeam: ({ cast, team }) => ({
    path: `/api/teams/${team.id}`,
    body: { updatedAt: team.updatedAt, name: 'The team', members: [{ id: cast.harbour.colleague.id }] },
    as: 'admin',
  }),
  deleteTeam: ({ team }) => ({ path: `/api/teams/${team.id}`, as: 'admin' }),
  exportCustomers: ({ cast }) => ({
    path: `/api/customers.csv?assignedTo=${cast.harbour.employee.id}&category=open&due=none&timeZone=Europe/Berlin`,
  }),
  exportCustomersXlsx: ({ cast }) => ({
    path: `/api/customers.xlsx?assignedTo=${cast.harbour.employee.id}&category=open&due=none&timeZone=Europe/Berlin`,
  }),
  listCustomers: ({ cast, cursors }) => ({
    path: `/api/customers?limit=1&cursor=${cursors.byDue}&include=total,notes&archived=false&assignedTo=any&sort=dueAt`,
    headers: [['X-Request-Id', `list-of-${cast.harbour.slug}`]],
  }),
  createCustomer: (world) => ({ path: '/api/customers', body: customerBody(world) }),
  getCustomer: ({ customers }) => ({ path: `/api/customers/${customers[0]}` }),
  updateCustomer: (world) => ({
    path: `/api/customers/${world.customers[0]}`,
    body: { updatedAt: world.updatedAt, ...customerBody(world) },
  }),
  listCustomerActions: ({ customers, cursors }) => ({
    path: `/api/customers/${customers[0]}/actions?limit=1&cursor=${cursors.comments}&type=comment`,
  }),
  postComment: ({ customers }) => ({
    path: `/api/customers/${customers[0]}/comments`,
    body: { body: 'Called back, all is well.' },
  }),
  skipCustomer: ({ customers }) => ({
    path: `/api/customers/${customers[0]}/skips`,
    body: { reason: 'Nobody answers' },
  }),
  reassignCustomers: ({ cast, customers, updatedAt }) => ({
    path: '/api/reassignments',
    body: {
      customers: [{ id: customers[0], updatedAt }],
      assignedTo: cast.harbour.colleague.id,
      timeZone: 'Europe/Berlin',
      mode: 'best-effort',
      split: 'even',
      dryRun: true,
    },
  }),
  changeCustomers: () => ({
    path: '/api/bulk-changes',
    body: {
      filter: { q: 'Adoma' },
      changes: {
        status: 'waiting',
        priority: 'high',
        dueAt: '2026-12-01T09:00:00Z',
        followUpAt: '2026-11-30T09:00:00+01:00',
        archived: false,
        addTags: ['moved'],
        removeTags: ['vip'],
      },
      mode: 'best-effort',
      dryRun: true,
    },
  }),
  getBatch: ({ batches }) => ({ path: `/api/batches/${batches.applied}` }),
  applyBatch: ({ batches }) => ({ path: `/api/batches/${batches.applied}/apply` }),
  undoBatch: ({ batches }) => ({ path: `/api/batches/${batches.applied}/undo` }),
  undoReassignment: ({ batches }) => ({ path: `/api/reassignments/${batches.applied}/undo` }),
  uploadAttachment: ({ customers }) => ({
    path: `/api/customers/${customers[0]}/attachments?name=notes.txt`,
    bytes: 'A file of one line.',
  }),
  downloadAttachment: ({ files }) => ({ path: `/api/attachments/${files.sent}` }),
  uploadImport: () => ({
    path: '/api/imports?name=customers.csv&encoding=utf-8',
    bytes: 'name,phone\nHanna Weber,030 1234567\n',
    headers: [['Content-Type', 'application/octet-stream']],
    as: 'admin',
  }),
  listImports: () => ({ path: '/api/imports?limit=1', as: 'admin' }),
  getImport: ({ imports }) => ({ path: `/api/imports/${imports.done}`, as: 'admin' }),
  setImportMapping: ({ imports }) => ({
    path: `/api/imports/${imports.waiting}/mapping`,
    body: {
      encoding: 'utf-8',
      delimiter: ',',
      rules: { map: [{ field: 'name', columns: ['name'] }], dates: 'eu', unknownAssignee: 'unassigned' },
    },
    as: 'admin',
  }),
  checkImport: ({ imports }) => ({ path: `/api/imports/${imports.waiting}/check`, as: 'admin' }),
  downloadImportErrors: ({ imports }) => ({ path: `/api/imports/${imports.done}/errors.csv`, as: 'admin' }),
  // Done, stopped and undone already: they answer as things stand.
  runImport: ({ imports }) => ({ path: `/api/imports/${imports.done}/run`, as: 'admin' }),
  cancelImport: ({ imports }) => ({ path: `/api/imports/${imports.done}/cancel`, as: 'admin' }),
  undoImport: ({ imports }) => ({ path: `/api/imports/${imports.undone}/undo`, as: 'admin' }),
  deleteAttachment: ({ files }) => ({ path: `/api/attachments/${files.waiting}` }),
  listMentions: ({ cursors }) => ({ path: `/api/mentions?limit=1&cursor=${cursors.mentions}&unread=false` }),
  readMentions: ({ mention }) => ({ path: '/api/mentions/read', body: { actionIds: [mention] } }),
  listViews: () => ({ path: '/api/views?include=counts&timeZone=Europe/Berlin' }),
  createView: (world) => ({ path: '/api/views', body: viewBody(world) }),
  updateView: (world) => ({
    path: `/api/views/${world.views[0].id}`,
    body: { updatedAt: world.views[0].updatedAt, ...viewBody(world) },
  }),
  deleteView: ({ views }) => ({ path: `/api/views/${views[1].id}` }),
  listTags: () => ({ path: '/api/tags' }),
  countTags: () => ({ path: '/api/tags/counts', as: 'admin' }),
  mergeTags: () => ({ path: '/api/tags/merges', body: { tags: ['rare'], into: 'common' }, as: 'admin' }),
  removeTags: () => ({ path: '/api/tags/removals', body: { tags: ['spare'] }, as: 'admin' }),
  listStatuses: () => ({ path: '/api/statuses', as: 'admin' }),
  createStatus: () => ({
    path: '/api/statuses',
    body: { label: 'With the lawyer', category: 'waiting' },
    as: 'admin',
  }),
  updateStatus: ({ status }) => ({
    path: `/api/statuses/${status.id}`,
    body: { updatedAt: status.updatedAt, label: 'Parked', category: 'open', position: 1, archived: true },
    as: 'admin',
  }),
  listPeople: () => ({ path: '/api/people', as: 'admin' }),
  invitePerson: () => ({
    path: '/api/people',
    body: { name: 'Nora New', email: 'nora@harbour.example', role: 'supervisor', teams: [] },
    as: 'admin',
  }),
  updatePerson: ({ invited: [, { id, updatedAt }] }) => ({
    path: `/api/people/${id}`,
    body: { updatedAt, name: 'Iris Blue', email: 'iris.blue@harbour.example', role: 'supervisor' },
    as: 'admin',
  }),
  sendPasswordLink: ({ invited }) => ({ path: `/api/people/${invited[1].id}/links`, as: 'admin' }),
  deactivatePerson: ({ cast, invited: [, , { id, updatedAt }] }) => ({
    path: `/api/people/${id}/deactivation`,
    body: { updatedAt, assignedTo: cast.harbour.colleague.id, split: 'even' },
    as: 'admin',
  }),
  reactivatePerson: ({ invited }) => ({ path: `/api/people/${invited[2].id}/reactivation`, as: 'admin' }),
  findPasswordLink: ({ linkToken }) => ({ path: '/api/password-links/lookup', body: { token: linkToken } }),
  setPassword: ({ linkToken }) => ({
    path: '/api/password-links/password',
    body: { token: linkToken, password: 'seventeen blue giraffes' },
  }),
  listOrganisationActions: ({ cursors }) => ({
    path: `/api/organisation-actions?limit=1&cursor=${cursors.organisationActions}`,
    as: 'admin',
  }),
  listCustomFields: () => ({ path: '/api/custom-fields' }),
  createCustomField: () => ({
    path: '/api/custom-fields',
    body: { key: 'branch', label: 'Branch', type: 'choice', choices: ['Nord', 'Süd'] },
    as: 'admin',
  }),
  updateCustomField: ({ customField }) => ({
    path: `/api/custom-fields/${customField.id}`,
    body: {
      updatedAt: customField.updatedAt,
      label: 'Kind',
      choices: ['business', 'public'],
      position: 3,
      archived: false,
    },
    as: 'admin',
  }),
  getDesk: ({ customers }) => ({ path: `/api/customers/${customers[3]}/desk` }),
  recordVisit: ({ customers, mention }) => ({
    path: `/api/customers/${customers[3]}/desk/visit`,
    body: { seenActionId: mention },
  }),
  saveDraft: ({ customers }) => ({
    path: `/api/customers/${customers[0]}/desk/drafts/comment`,
    body: { device: 'laptop-0001', content: { text: 'not yet' }, typedAt: '2026-11-20T10:00:00+01:00' },
  }),
  listDrafts: () => ({ path: '/api/drafts' }),
  deleteDraft: ({ customers }) => ({
    path: `/api/customers/${customers[0]}/desk/drafts/field.notes/laptop-0001`,
  }),
  listActivity: ({ cursors }) => ({ path: `/api/activity?limit=1&cursor=${cursors.activity}` }),
  getActivity: ({ mention }) => ({ path: `/api/activity/${mention}` }),
  exportActivity: ({ cast }) => ({
    path: `/api/activity.csv?actor=${cast.harbour.employee.id}&type=comment`,
  }),
  listenToEvents: () => ({ path: '/api/events?seconds=0', headers: [['Last-Event-ID', '0']] }),
  exportActivityXlsx: ({ cast }) => ({
    path: `/api/activity.xlsx?actor=${cast.harbour.employee.id}&type=comment`,
  }),
  getReport: () => ({ path: '/api/reports?from=2026-11-01&to=2026-11-21&timeZone=Europe/Berlin' }),
  getSettings: () => ({ path: '/api/settings' }),
  updateSettings: () => ({
    path: '/api/settings',
    body: {
      timeZone: 'Europe/Berlin',
      language: 'de',
      theme: 'dark',
      density: 'compact',
      singleKeys: false,
      keys: { 'list.next': 'n', 'list.previous': null },
    },
  }),
  updateProfile: ({ cast }) => ({
    path: '/api/settings/profile',
    body: { name: `${cast.harbour.supervisor.name} junior` },
  }),
  changePassword: () => ({
    path: '/api/settings/password',
    body: { currentPassword: PASSWORD, newPassword: 'nine of them sang along' },
  }),
  listSessions: () => ({ path: '/api/settings/sessions' }),
  revokeSession: ({ otherSession }) => ({ path: `/api/settings/sessions/${otherSession}` }),
  revokeOtherSessions: () => ({ path: '/api/settings/sessions' }),
  getHealth: () => ({ path: '/health' }),
  getReady: () => ({ path: '/ready' }),
  getLive: () => ({ path: '/live' }),
  getOpenApi: () => ({ path: '/api/openapi.json' }),
};

/** A call as a request; `cookie` undefined sends it without a session. */
export function requestOf(method: string, call: ValidCall, cookie: string | undefined): RequestParts {
  const headers = [...(call.headers ?? [])];
  if (cookie !== undefined) headers.push(['Cookie', cookie]);
  if (call.bytes !== undefined) {
    headers.push(['Content-Type', 'application/octet-stream']);
    return { method, path: call.path, headers, body: call.bytes };
  }
  if (call.body === undefined) return { method, path: call.path, headers };
  headers.push(['Content-Type', 'application/json']);
  return { method, path: call.path, headers, body: JSON.stringify(call.body) };
}
