import type { Random } from '../seed/random.ts';
import type { Client } from './clients/client.ts';
import type { Listener } from './clients/listener.ts';
import type { Token } from './history/call.ts';
import type { Recorder } from './history/recorder.ts';
import type { Installation } from './installation/ownInstallation.ts';
import type { Office, Person } from './installation/office.ts';
import type { Sql } from './installation/sql.ts';

/** What workloads and faults work with. */
export type Stage = {
  readonly installation: Installation;
  readonly office: Office;
  /** Another organisation, to trespass on. */
  readonly neighbour: Office;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly profile: Profile;
  /** As the user of the database URL. */
  readonly sql: Sql;
  /** As the app's role, seeing the office. */
  readonly officeSql: Sql;
  /** Digest of each session by its name. */
  readonly sessionDigests: Map<string, string>;
  /** A client without a session. */
  client(name: string, office?: Office): Client;
  /** A client signed in as the person. */
  signedIn(name: string, person: Person, office?: Office): Promise<Client>;
  /** Somebody signed in who listens; hears the rest when all is done. */
  listening(name: string, person: Person): Promise<Listener>;
  /** The state of each customer of a group before the first workload. */
  tokens(group: string): Token[];
};

/** How much of everything. */
export type Profile = {
  readonly name: string;
  readonly hotClients: number;
  readonly spreadClients: number;
  readonly spreadCustomers: number;
  readonly commentClients: number;
  readonly bulkClients: number;
  /** Who read pages of lists, and who take customers from one list into another. */
  readonly listReaders: number;
  readonly listMovers: number;
  readonly sessionClients: number;
  readonly trespassers: number;
  /** Who hear of everything. */
  readonly listeners: number;
  /** People who are let go, one in each fault while there are any. */
  readonly leaving: number;
  /** Seconds of load without and, between faults, with faults. */
  readonly calmSeconds: number;
  readonly pauseSeconds: number;
  /** The load without faults goes on until so many calls were made, however slow the machine is. */
  readonly calmCalls: number;
  /** Connections the app may have at once: fewer than there are clients. */
  readonly poolMax: number;
  /** How long a fault lasts that lasts. */
  readonly holdMs: number;
  /** How often each fault comes. */
  readonly rounds: number;
  /** The run goes on, round after round, until so many writes are acknowledged. */
  readonly acknowledged: number;
};
