import { exportActivity, exportActivityXlsx, getActivity, listActivity } from './activity/endpoints.ts';
import { deleteAttachment, downloadAttachment, uploadAttachment } from './attachments/endpoints.ts';
import { createCustomField, listCustomFields, updateCustomField } from './customFields/endpoints.ts';
import { deleteDraft, getDesk, listDrafts, recordVisit, saveDraft } from './desk/endpoints.ts';
import { listMentions, readMentions } from './mentions/endpoints.ts';
import {
  changePassword,
  getSettings,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  updateProfile,
  updateSettings,
} from './settings/endpoints.ts';
import { balanceWork, claimCustomer, getBoard } from './board/endpoints.ts';
import { listenToEvents } from './feed/endpoints.ts';
import { exportCustomers, exportCustomersXlsx } from './exports/endpoints.ts';
import {
  cancelImport,
  checkImport,
  downloadImportErrors,
  getImport,
  listImports,
  runImport,
  setImportMapping,
  undoImport,
  uploadImport,
} from './imports/endpoints.ts';
import { createTeam, deleteTeam, listTeams, updateTeam } from './teams/endpoints.ts';
import { listOrganisationActions } from './organisationActions/endpoints.ts';
import { findPasswordLink, setPassword } from './passwordLinks/endpoints.ts';
import {
  deactivatePerson,
  invitePerson,
  listPeople,
  reactivatePerson,
  sendPasswordLink,
  updatePerson,
} from './people/endpoints.ts';
import { createStatus, listStatuses, updateStatus } from './statuses/endpoints.ts';
import { countTags, listTags, mergeTags, removeTags } from './tags/endpoints.ts';
import { getReport } from './reports/endpoints.ts';
import { createView, deleteView, listViews, updateView } from './views/endpoints.ts';
import {
  applyBatch,
  changeCustomers,
  getBatch,
  reassignCustomers,
  undoBatch,
  undoReassignment,
} from './batches/endpoints.ts';
import { listCustomers } from './assignedWork/endpoints.ts';
import type { EndpointDefinition } from './contracts/defineEndpoint.ts';
import { listCustomerActions, postComment, skipCustomer } from './customerActions/endpoints.ts';
import { createCustomer, getCustomer, updateCustomer } from './customers/endpoints.ts';
import { listEmployees, setAway } from './employees/endpoints.ts';
import { getHealth, getLive, getOpenApi, getReady } from './operations/endpoints.ts';
import { getSession, listDemoPeople, signIn, signOut } from './session/endpoints.ts';

/** Every endpoint there is; a test holds the running app against this list. */
export const endpoints: readonly EndpointDefinition[] = [
  signIn,
  getSession,
  signOut,
  listDemoPeople,
  listEmployees,
  setAway,
  listCustomers,
  createCustomer,
  getCustomer,
  updateCustomer,
  listCustomerActions,
  postComment,
  skipCustomer,
  reassignCustomers,
  undoReassignment,
  changeCustomers,
  getBatch,
  applyBatch,
  undoBatch,
  getBoard,
  balanceWork,
  claimCustomer,
  uploadImport,
  listImports,
  getImport,
  setImportMapping,
  checkImport,
  downloadImportErrors,
  runImport,
  cancelImport,
  undoImport,
  listTeams,
  createTeam,
  updateTeam,
  deleteTeam,
  exportCustomers,
  exportCustomersXlsx,
  exportActivity,
  exportActivityXlsx,
  getActivity,
  listActivity,
  listenToEvents,
  deleteAttachment,
  downloadAttachment,
  uploadAttachment,
  createCustomField,
  listCustomFields,
  updateCustomField,
  deleteDraft,
  getDesk,
  listDrafts,
  recordVisit,
  saveDraft,
  listMentions,
  readMentions,
  changePassword,
  getSettings,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  updateProfile,
  updateSettings,
  listTags,
  countTags,
  mergeTags,
  removeTags,
  listStatuses,
  createStatus,
  updateStatus,
  listPeople,
  invitePerson,
  updatePerson,
  sendPasswordLink,
  deactivatePerson,
  reactivatePerson,
  findPasswordLink,
  setPassword,
  listOrganisationActions,
  createView,
  deleteView,
  listViews,
  updateView,
  getReport,
  getHealth,
  getReady,
  getLive,
  getOpenApi,
];
