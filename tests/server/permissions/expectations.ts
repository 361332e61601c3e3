import { canChangeView } from '@caseload/shared/rules/canChangeView.ts';
import { canDefineCustomFields } from '@caseload/shared/rules/canDefineCustomFields.ts';
import {
  canAssignCustomer,
  canEditCustomer,
  canEditEverything,
  type Identity,
} from '@caseload/shared/rules/canEditCustomer.ts';
import { canImport } from '@caseload/shared/rules/canImport.ts';
import {
  canDeactivate,
  canManagePeople,
  canManageStatuses,
  canManageTags,
  canSeeOrganisationActions,
} from '@caseload/shared/rules/canManage.ts';
import { canSeeReportsOfAll } from '@caseload/shared/rules/canSeeReports.ts';
import { canManageTeams, canSetAway, canSupervise } from '@caseload/shared/rules/canSupervise.ts';

/** Whom the things of the calls belong to; see `validCalls.ts`. */
type Belongings = {
  /** Has the first customer, and is who others say of when they are away. */
  readonly assignee: string;
  /** Owns the views, the file that waits, and the other session. */
  readonly supervisor: string;
};
type Rule = (who: Identity, owner: Belongings) => boolean;

/**
 * What somebody of another organisation gets: `nothing` (404, as for what does not exist), `refused` (400: the
 * request names ids that do not exist for them), or `their own`, what the same call means in their organisation.
 */
type Stranger = 'nothing' | 'refused' | 'their own';

export type Expectation = {
  readonly may: Rule;
  readonly stranger: Stranger;
  /** What who may not is told: that they may not (403), or, of what is personal, that there is nothing (404). */
  readonly otherwise: 403 | 404;
};

const row = (may: Rule, stranger: Stranger, otherwise: 403 | 404 = 403): Expectation => ({
  may,
  stranger,
  otherwise,
});

const everybody: Rule = () => true;
const ofTheSupervisor: Rule = ({ id }, { supervisor }) => id === supervisor;
const whoEditsTheCustomer: Rule = (who, { assignee }) => canEditCustomer(who, { assignedTo: assignee });
const whoGivesToTheAssignee: Rule = (who, { assignee }) =>
  canAssignCustomer(who, { assignedTo: null }, assignee);
const whoChangesThePersonalView: Rule = (who, { supervisor }) =>
  canChangeView(who, { ownerId: supervisor, shared: false });
const whoChangesTheSharedView: Rule = (who, { supervisor }) =>
  canChangeView(who, { ownerId: supervisor, shared: true });
const whoSaysThatTheAssigneeIsAway: Rule = (who, { assignee }) => canSetAway(who, { id: assignee });
const whoDeactivatesAnother: Rule = (who) => canDeactivate(who, { id: 'somebody else' });

/** Answered without a session too. Everything else is 401 to who has none, or had one before they were deactivated. */
export const PUBLIC: ReadonlySet<string> = new Set([
  'signIn',
  'signOut',
  'listDemoPeople',
  'findPasswordLink',
  'setPassword',
  'getHealth',
  'getReady',
  'getLive',
  'getOpenApi',
]);

/** Who may call what, by endpoint: the calls of `validCalls.ts`, unless `calls.ts` has another. */
export const expectations: Readonly<Record<string, Expectation>> = {
  signIn: row(everybody, 'their own'),
  getSession: row(everybody, 'their own'),
  signOut: row(everybody, 'their own'),
  listDemoPeople: row(everybody, 'their own'),

  // Everybody reads and comments on every customer of the organisation.
  listCustomers: row(everybody, 'their own'),
  getCustomer: row(everybody, 'nothing'),
  listCustomerActions: row(everybody, 'nothing'),
  postComment: row(everybody, 'nothing'),
  skipCustomer: row(everybody, 'nothing'),
  uploadAttachment: row(everybody, 'nothing'),
  downloadAttachment: row(everybody, 'nothing'),
  deleteAttachment: row(ofTheSupervisor, 'nothing', 404),
  exportCustomers: row(everybody, 'their own'),
  exportCustomersXlsx: row(everybody, 'their own'),
  listActivity: row(everybody, 'their own'),
  getActivity: row(everybody, 'nothing'),
  exportActivity: row(everybody, 'their own'),
  exportActivityXlsx: row(everybody, 'their own'),
  listenToEvents: row(everybody, 'their own'),
  listEmployees: row(everybody, 'their own'),
  listTeams: row(everybody, 'their own'),
  listTags: row(everybody, 'their own'),
  listCustomFields: row(everybody, 'their own'),

  // Employees change what is theirs or nobody's; supervisors, of whatever team, and administrators change all.
  createCustomer: row(whoGivesToTheAssignee, 'refused'),
  updateCustomer: row(whoEditsTheCustomer, 'nothing'),
  claimCustomer: row(everybody, 'their own'),
  setAway: row(whoSaysThatTheAssigneeIsAway, 'nothing'),

  reassignCustomers: row(canEditEverything, 'refused'),
  changeCustomers: row(canEditEverything, 'refused'),
  getBatch: row(canEditEverything, 'nothing'),
  applyBatch: row(canEditEverything, 'nothing'),
  undoBatch: row(canEditEverything, 'nothing'),
  undoReassignment: row(canEditEverything, 'nothing'),
  getBoard: row(canSupervise, 'nothing'),
  balanceWork: row(canSupervise, 'refused'),
  getReport: row(canSeeReportsOfAll, 'nothing'),

  // What is of the organisation is the administrators' alone.
  createTeam: row(canManageTeams, 'refused'),
  updateTeam: row(canManageTeams, 'nothing'),
  deleteTeam: row(canManageTeams, 'nothing'),
  createCustomField: row(canDefineCustomFields, 'their own'),
  updateCustomField: row(canDefineCustomFields, 'nothing'),
  listStatuses: row(canManageStatuses, 'their own'),
  createStatus: row(canManageStatuses, 'their own'),
  updateStatus: row(canManageStatuses, 'nothing'),
  countTags: row(canManageTags, 'their own'),
  mergeTags: row(canManageTags, 'refused'),
  removeTags: row(canManageTags, 'refused'),
  listPeople: row(canManagePeople, 'their own'),
  invitePerson: row(canManagePeople, 'their own'),
  updatePerson: row(canManagePeople, 'nothing'),
  sendPasswordLink: row(canManagePeople, 'nothing'),
  deactivatePerson: row(whoDeactivatesAnother, 'nothing'),
  reactivatePerson: row(canManagePeople, 'nothing'),
  listOrganisationActions: row(canSeeOrganisationActions, 'their own'),
  uploadImport: row(canImport, 'their own'),
  listImports: row(canImport, 'their own'),
  getImport: row(canImport, 'nothing'),
  setImportMapping: row(canImport, 'nothing'),
  checkImport: row(canImport, 'nothing'),
  downloadImportErrors: row(canImport, 'nothing'),
  runImport: row(canImport, 'nothing'),
  cancelImport: row(canImport, 'nothing'),
  undoImport: row(canImport, 'nothing'),

  // Everybody has their own of these.
  listViews: row(everybody, 'their own'),
  createView: row(everybody, 'their own'),
  updateView: row(whoChangesThePersonalView, 'nothing', 404),
  deleteView: row(whoChangesTheSharedView, 'nothing'),
  getDesk: row(everybody, 'nothing'),
  recordVisit: row(everybody, 'nothing'),
  saveDraft: row(everybody, 'nothing'),
  listDrafts: row(everybody, 'their own'),
  deleteDraft: row(everybody, 'nothing'),
  listMentions: row(everybody, 'their own'),
  readMentions: row(everybody, 'their own'),
  getSettings: row(everybody, 'their own'),
  updateSettings: row(everybody, 'their own'),
  updateProfile: row(everybody, 'their own'),
  changePassword: row(everybody, 'their own'),
  listSessions: row(everybody, 'their own'),
  revokeSession: row(ofTheSupervisor, 'nothing', 404),
  revokeOtherSessions: row(everybody, 'their own'),

  findPasswordLink: row(everybody, 'their own'),
  setPassword: row(everybody, 'their own'),
  getHealth: row(everybody, 'their own'),
  getReady: row(everybody, 'their own'),
  getLive: row(everybody, 'their own'),
  getOpenApi: row(everybody, 'their own'),
};
