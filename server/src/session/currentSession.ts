import type { Request, RequestHandler } from 'express';
import type { Organisation } from '@caseload/shared/organisations/organisation.ts';
import { USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { listCustomFields } from '../customFields/queries.ts';
import { findSettings } from '../settings/queries.ts';
import { listPlainStatuses } from '../statuses/queries.ts';
import type { Actor } from './actor.ts';
import { FreshCache } from './freshCache.ts';
import { findSession } from './recogniseSession.ts';
import { findEmployee, findOrganisation } from './queries.ts';
import type { SessionStore } from './sessionStore.ts';

type Person = Pick<Actor, 'employee' | 'settings'> & { readonly epoch: number };

const actors = new WeakMap<Request, Actor>();

/** The signed-in employee of a request, if there is one. */
export const findActor = (request: Request): Actor | undefined => actors.get(request);

export type ActorDirectory = {
  /** The person as they are now, or null when they may not act: gone, inactive, or the epoch has passed. */
  find(organisationId: string, employeeId: string, epoch: number): Promise<Actor | null>;
  /** Reads the person anew next time. */
  forget(organisationId: string, employeeId: string): void;
  forgetAll(): void;
};

const PERSON_MS = 5_000;
/** Everybody waits while it is read, and whatever changes it says so to every process. */
const ORGANISATION_MS = 15_000;

/** Knows who acts, without a statement for each request: each person, and once what all of an office share. */
export function makeActorDirectory(database: Database): ActorDirectory {
  const people = new FreshCache<Person | null>({ ttlMs: PERSON_MS, max: 10_000 });
  const organisations = new FreshCache<Organisation | null>({ ttlMs: ORGANISATION_MS, max: 1_000 });
  return {
    async find(organisationId, employeeId, epoch) {
      const key = `${organisationId}/${employeeId}`;
      const load = () => loadPerson(database, organisationId, employeeId);
      let person = await people.get(key, load);
      if (person && person.epoch < epoch) {
        // The session was begun after what is remembered here: another process knows more.
        people.forget(key);
        person = await people.get(key, load);
      }
      if (person?.epoch !== epoch) return null;
      const organisation = await organisations.get(organisationId, () =>
        loadOrganisation(database, organisationId),
      );
      return organisation && actorOf(person, organisation);
    },
    forget: (organisationId, employeeId) => people.forget(`${organisationId}/${employeeId}`),
    forgetAll() {
      people.forgetAll();
      organisations.forgetAll();
    },
  };
}

const actorOf = ({ employee, settings }: Person, organisation: Organisation): Actor => ({
  id: employee.id,
  organisationId: organisation.id,
  role: employee.role,
  name: employee.name,
  employee,
  organisation,
  settings,
});

async function loadPerson(
  database: Database,
  organisationId: string,
  employeeId: string,
): Promise<Person | null> {
  const [[found], [settings = USUAL_SETTINGS]] = await database.read({ organisationId }, (tx) => [
    findEmployee(tx, organisationId, employeeId),
    findSettings(tx, organisationId, employeeId),
  ]);
  if (!found?.active) return null;
  const { sessionEpoch: epoch, ...employee } = found;
  return { epoch, employee, settings };
}

async function loadOrganisation(database: Database, organisationId: string): Promise<Organisation | null> {
  const [[organisation], statuses, customFields] = await database.read({ organisationId }, (tx) => [
    findOrganisation(tx, organisationId),
    listPlainStatuses(tx, organisationId),
    listCustomFields(tx, organisationId),
  ]);
  return organisation ? { ...organisation, statuses, customFields } : null;
}

/** Whether the session of this digest still is one of somebody who may act. Does not count as using it. */
export async function isSignedIn(
  store: SessionStore,
  directory: ActorDirectory,
  sid: string,
): Promise<boolean> {
  const session = await store.peek(sid);
  if (session === null) return false;
  const { organisationId, employeeId, epoch } = session;
  return (await directory.find(organisationId, employeeId, epoch)) !== null;
}

/** Puts the signed-in employee beside the request. */
export function recogniseActor(directory: ActorDirectory): RequestHandler {
  return async (request, _response, next) => {
    const { organisationId, employeeId, epoch } = findSession(request) ?? {};
    if (organisationId !== undefined && employeeId !== undefined && epoch !== undefined) {
      const actor = await directory.find(organisationId, employeeId, epoch);
      if (actor) actors.set(request, actor);
    }
    next();
  };
}
