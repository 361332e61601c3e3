import { setTimeout as sleep } from 'node:timers/promises';
import { makeRandom } from '../seed/random.ts';
import { sessionDigest } from '@caseload/server/session/sessionStore.ts';
import { Client, type Write } from './clients/client.ts';
import { Listener } from './clients/listener.ts';
import type { Call } from './history/call.ts';
import { signInOf } from './workloads/asks.ts';
import type { Row } from './evidence/evidence.ts';
import type { Recorder } from './history/recorder.ts';
import type { Installation } from './installation/ownInstallation.ts';
import type { Office } from './installation/office.ts';
import { makeScopedSql, makeSql } from './installation/sql.ts';
import type { Profile, Stage } from './stage.ts';

const SIGN_IN_AGAIN = 20;
const SIGN_IN_PAUSE_MS = 500;

export type MadeStage = Stage & {
  readonly unresolved: Set<Write>;
  readonly clients: readonly Client[];
  readonly listeners: readonly Listener[];
};

/** Puts together what workloads and faults work with. */
export function makeStage(options: {
  readonly installation: Installation;
  readonly office: Office;
  readonly neighbour: Office;
  readonly recorder: Recorder;
  readonly seed: number;
  readonly profile: Profile;
  readonly before: ReadonlyMap<string, Row>;
}): MadeStage {
  const { installation, office, neighbour, recorder, before } = options;
  const unresolved = new Set<Write>();
  const clients: Client[] = [];
  const listeners: Listener[] = [];
  const sessionDigests = new Map<string, string>();

  const client: Stage['client'] = (name, of = office) => {
    const made = new Client({
      name,
      organisation: of.organisationId,
      address: installation.address,
      recorder,
      foreign: [of === office ? neighbour.canary : office.canary],
      unresolved,
    });
    clients.push(made);
    return made;
  };

  const signedIn: Stage['signedIn'] = async (name, person, of = office) => {
    const made = client(name, of);
    let call = await made.call(signInOf(name, person, of));
    // Hundreds sign in at the same moment; some are told to come again, and a busy machine leaves some without an answer.
    for (let again = 1; isNotServed(call) && again <= SIGN_IN_AGAIN; again += 1) {
      await sleep(SIGN_IN_PAUSE_MS);
      call = await made.call(signInOf(name, person, of));
    }
    if (call.status !== 200) throw new Error(`${name} could not sign in: ${call.status ?? call.loss}`);
    sessionDigests.set(name, digestOfCookie(made.cookie ?? ''));
    return made;
  };

  return {
    ...options,
    unresolved,
    clients,
    listeners,
    sessionDigests,
    random: makeRandom(options.seed),
    sql: makeSql(installation.databaseUrl),
    officeSql: makeScopedSql(installation.databaseUrl, office.organisationId),
    client,
    signedIn,
    async listening(name, person) {
      const listener = new Listener(await signedIn(name, person));
      listeners.push(listener);
      return listener;
    },
    tokens: (group) =>
      (office.customers[group] ?? []).flatMap((id) => {
        const row = before.get(id);
        return row ? [{ id, version: row.version, updatedAt: row.updatedAt }] : [];
      }),
  };
}

const isNotServed = ({ status }: Call) => status === undefined || status === 503;

/** The cookie is `caseload.sid=s:<id>.<signature>`, percent-encoded. */
export function digestOfCookie(cookie: string): string {
  const value = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1));
  return sessionDigest(value.slice('s:'.length, value.indexOf('.')));
}
