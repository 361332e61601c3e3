import { Readable } from 'node:stream';
import type { Express } from 'express';
import { listenToEvents } from '@caseload/shared/feed/endpoints.ts';
import { route, type RouteOptions, StreamedAnswer } from '../http/route.ts';
import { findSessionDigest } from '../session/recogniseSession.ts';
import type { Feed } from './feed.ts';

/** What stands between must neither keep an event back nor put it together with others. */
const HEADERS = { 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' } as const;

export function routeFeed(app: Express, dependencies: RouteOptions & { readonly feed: Feed }): void {
  const { feed } = dependencies;

  route(app, listenToEvents, dependencies, async ({ query }, actor, { request, lastEventId }) => {
    if (request.method === 'HEAD') return new StreamedAnswer(Readable.from([]), HEADERS);
    const who = {
      organisationId: actor.organisationId,
      employeeId: actor.id,
      sid: findSessionDigest(request),
    };
    return new StreamedAnswer(await feed.open(who, { lastEventId, seconds: query.seconds }), HEADERS);
  });
}
