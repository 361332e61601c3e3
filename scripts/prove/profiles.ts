import type { Profile } from './stage.ts';

const usual: Profile = {
  name: 'usual',
  hotClients: 50,
  spreadClients: 200,
  spreadCustomers: 1_000,
  commentClients: 30,
  bulkClients: 20,
  listReaders: 12,
  listMovers: 6,
  sessionClients: 10,
  trespassers: 5,
  listeners: 2,
  leaving: 50,
  calmSeconds: 5,
  pauseSeconds: 1,
  calmCalls: 0,
  poolMax: 50,
  holdMs: 2_000,
  rounds: 1,
  acknowledged: 0,
};

export const profiles = {
  usual,
  /** Two cores shared with the other tests. */
  quick: {
    ...usual,
    name: 'quick',
    hotClients: 10,
    spreadClients: 15,
    spreadCustomers: 200,
    commentClients: 6,
    bulkClients: 4,
    listReaders: 6,
    listMovers: 3,
    sessionClients: 2,
    trespassers: 1,
    calmSeconds: 2,
    pauseSeconds: 0.3,
    poolMax: 20,
    holdMs: 1_500,
  },
  long: {
    ...usual,
    name: 'long',
    listeners: 1,
    calmSeconds: 20,
    pauseSeconds: 5,
    leaving: 250,
    acknowledged: 300_000,
  },
} as const satisfies Record<string, Profile>;
