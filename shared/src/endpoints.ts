import { listCustomers } from './assignedWork/endpoints.ts';
import type { EndpointDefinition } from './contracts/defineEndpoint.ts';
import { listCustomerActions, postComment } from './customerActions/endpoints.ts';
import { createCustomer, getCustomer, updateCustomer } from './customers/endpoints.ts';
import { listEmployees } from './employees/endpoints.ts';
import { getHealth, getLive, getOpenApi, getReady } from './operations/endpoints.ts';
import { getSession, listDemoPeople, signIn, signOut } from './session/endpoints.ts';

/** Every endpoint there is; a test holds the running app against this list. */
export const endpoints: readonly EndpointDefinition[] = [
  signIn,
  getSession,
  signOut,
  listDemoPeople,
  listEmployees,
  listCustomers,
  createCustomer,
  getCustomer,
  updateCustomer,
  listCustomerActions,
  postComment,
  getHealth,
  getReady,
  getLive,
  getOpenApi,
];
