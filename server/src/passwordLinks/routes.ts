import type { Express } from 'express';
import * as endpoints from '@caseload/shared/passwordLinks/endpoints.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { findPasswordLink } from './findPasswordLink.ts';
import { setPassword, type SetPasswordDependencies } from './setPassword.ts';

export function routePasswordLinks(app: Express, dependencies: RouteOptions & SetPasswordDependencies): void {
  route(app, endpoints.findPasswordLink, dependencies, async ({ body }) => {
    const { link } = await findPasswordLink(dependencies.database, body.token);
    return link;
  });

  route(app, endpoints.setPassword, dependencies, ({ body }, _actor, context) =>
    setPassword(dependencies, context, body),
  );
}
