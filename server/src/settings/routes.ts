import type { Express, Request } from 'express';
import * as endpoints from '@caseload/shared/settings/endpoints.ts';
import { KEYS_MAXIMUM, USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import { operationOf } from '../customerActions/operation.ts';
import { invalid, notFound } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { deleteOtherSessions, deleteOwnSession, listOwnSessions } from '../session/ownSessions.ts';
import { sessionDigest } from '../session/sessionStore.ts';
import { changeName } from './changeName.ts';
import { changePassword, type PasswordDependencies } from './changePassword.ts';
import { findSettings, saveSettings } from './queries.ts';

export function routeSettings(app: Express, dependencies: RouteOptions & PasswordDependencies): void {
  const { database, personChanged } = dependencies;

  route(app, endpoints.getSettings, dependencies, async (_input, { organisationId, id }) => {
    const [[settings = USUAL_SETTINGS]] = await database.read({ organisationId }, (tx) => [
      findSettings(tx, organisationId, id),
    ]);
    return settings;
  });

  route(app, endpoints.updateSettings, dependencies, async ({ body }, { organisationId, id }) => {
    const saved = await database.write(
      { organisationId },
      (tx) => tx.commit([saveSettings(tx, organisationId, id, body)], ([settings]) => settings),
      { repeatable: true },
    );
    if (!saved) throw invalid([TOO_MANY_KEYS]);
    personChanged(organisationId, id);
    return saved;
  });

  route(app, endpoints.updateProfile, dependencies, ({ body }, actor, context) =>
    changeName(dependencies, actor, operationOf(context, actor, ['name', body]), body),
  );

  route(app, endpoints.changePassword, dependencies, async ({ body }, actor, context) => {
    // Not with the body: passwords leave no trace, not even in a digest.
    const operation = operationOf(context, actor, ['password']);
    await changePassword(dependencies, actor, operation, context.request, body);
    return undefined;
  });

  routeOwnSessions(app, dependencies);
}

const TOO_MANY_KEYS = {
  in: 'body',
  pointer: '/changedKeys',
  message: `at most ${KEYS_MAXIMUM} keys`,
} as const;

function routeOwnSessions(app: Express, dependencies: RouteOptions & PasswordDependencies): void {
  const { database, store } = dependencies;
  const present = (request: Request) => sessionDigest(request.sessionID);

  route(app, endpoints.listSessions, dependencies, async (_input, { organisationId, id }, { request }) => {
    const [found] = await database.read({ organisationId }, (tx) => [
      listOwnSessions(tx, organisationId, id),
    ]);
    return { items: found.map((session) => ({ ...session, current: session.id === present(request) })) };
  });

  route(app, endpoints.revokeSession, dependencies, async ({ params }, { organisationId, id }) => {
    const [ended] = await database
      .write({ organisationId }, (tx) =>
        tx.commit([deleteOwnSession(tx, organisationId, id, params.id)], (rows) => rows),
      )
      // Also when it cannot be known whether it ended.
      .finally(() => store.announceEnd(params.id));
    if (!ended) throw notFound('There is no such session.');
    return undefined;
  });

  route(
    app,
    endpoints.revokeOtherSessions,
    dependencies,
    async (_input, { organisationId, id }, { request }) => {
      let ended: ReadonlyArray<{ id: string }> = [];
      await database
        .write({ organisationId }, async (tx) => {
          // Known before the commit, whose answer may be lost: whoever asks again finds none of them.
          ended = await deleteOtherSessions(tx, organisationId, id, present(request));
        })
        .finally(() => {
          for (const session of ended) store.announceEnd(session.id);
        });
      return undefined;
    },
  );
}
