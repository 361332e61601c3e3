import type { Express } from 'express';
import { demoPassword, demoPeople } from '@caseload/shared/session/demoPeople.ts';
import * as endpoints from '@caseload/shared/session/endpoints.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { presentSession } from './actor.ts';
import { signIn, type SignInDependencies, signOut } from './signIn.ts';

type Dependencies = RouteOptions & SignInDependencies & { readonly demo: boolean };

export function routeSession(app: Express, dependencies: Dependencies): void {
  route(app, endpoints.signIn, dependencies, ({ body }, _actor, { request }) =>
    signIn(dependencies, request, body),
  );

  route(app, endpoints.getSession, dependencies, (_input, actor) => presentSession(actor));

  route(app, endpoints.signOut, dependencies, async (_input, _actor, { request }) => {
    await signOut(request);
    return undefined;
  });

  route(app, endpoints.listDemoPeople, dependencies, () =>
    dependencies.demo ? { password: demoPassword, people: [...demoPeople] } : { password: null, people: [] },
  );
}
