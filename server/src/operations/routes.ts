import type { Express } from 'express';
import * as endpoints from '@caseload/shared/operations/endpoints.ts';
import { ProblemError } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { openApiDocument } from './openApiDocument.ts';
import type { Readiness } from './readiness.ts';

export function routeHealth(
  app: Express,
  dependencies: RouteOptions & { readonly readiness: Readiness },
): void {
  const answerReadiness = async () => {
    const fault = await dependencies.readiness.findFault();
    if (fault !== undefined) throw new ProblemError('busy', { retryAfterSeconds: 1 }, { detail: fault });
    return { status: 'ok' } as const;
  };
  route(app, endpoints.getHealth, dependencies, answerReadiness);
  route(app, endpoints.getReady, dependencies, answerReadiness);
  route(app, endpoints.getLive, dependencies, () => ({ status: 'ok' }) as const);
}

export function routeOpenApi(app: Express, dependencies: RouteOptions): void {
  let document: Record<string, unknown> | undefined;
  route(app, endpoints.getOpenApi, dependencies, () => {
    document ??= { ...openApiDocument() };
    return document;
  });
}
