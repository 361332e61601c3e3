import type { Request, RequestHandler } from 'express';
import { USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { listCustomFields } from '../customFields/queries.ts';
import { findSettings } from '../settings/queries.ts';
import type { Actor } from './actor.ts';
import { FreshCache } from './freshCache.ts';
import { findEmployee, findOrganisation, listStatuses } from './queries.ts';

type KnownActor = { readonly actor: Actor; readonly epoch: number };

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

const CACHE_MS = 5_000;

/** Knows who acts, without a statement for each request. */
export function makeActorDirectory(database: Database): ActorDirectory {
  const cache = new FreshCache<KnownActor | null>({ ttlMs: CACHE_MS, max: 10_000 });
  return {
    async find(organisationId, employeeId, epoch) {
      const key = `${organisationId}/${employeeId}`;
      const load = () => loadActor(database, organisationId, employeeId);
      let known = await cache.get(key, load);
      if (known && known.epoch < epoch) {
        // The session was begun after what is remembered here: another process knows more.
        cache.forget(key);
        known = await cache.get(key, load);
      }
      return known && known.epoch === epoch ? known.actor : null;
    },
    forget: (organisationId, employeeId) => cache.forget(`${organisationId}/${employeeId}`),
    forgetAll: () => cache.forgetAll(),
  };
}

async function loadActor(
  database: Database,
  organisationId: string,
  employeeId: string,
): Promise<KnownActor | null> {
  const [[found], [organisation], statuses, customFields, [settings = USUAL_SETTINGS]] = await database.read(
    { organisationId },
    (tx) => [
      findEmployee(tx, organisationId, employeeId),
      findOrganisation(tx, organisationId),
      listStatuses(tx, organisationId),
      listCustomFields(tx, organisationId),
      findSettings(tx, organisationId, employeeId),
    ],
  );
  if (!found?.active || !organisation) return null;
  const { sessionEpoch: epoch, ...employee } = found;
  const { id, role, name } = employee;
  return {
    epoch,
    actor: {
      id,
      organisationId,
      role,
      name,
      employee,
      organisation: { ...organisation, statuses, customFields },
      settings,
    },
  };
}

/** Puts the signed-in employee beside the request. */
export function recogniseActor(directory: ActorDirectory): RequestHandler {
  return async (request, _response, next) => {
    const { organisationId, employeeId, epoch } = request.session;
    if (organisationId !== undefined && employeeId !== undefined && epoch !== undefined) {
      const actor = await directory.find(organisationId, employeeId, epoch);
      if (actor) actors.set(request, actor);
    }
    next();
  };
}
