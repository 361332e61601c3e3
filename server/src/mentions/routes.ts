import type { Express } from 'express';
import * as endpoints from '@caseload/shared/mentions/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { countUnread, listMentions, markRead } from './queries.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeMentions(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, endpoints.listMentions, dependencies, async ({ query }, actor) => {
    const { organisationId } = actor;
    const { limit, cursor } = query;
    const unread = query.unread === 'true';
    const list = ['mentions', organisationId, actor.id, unread];
    const [createdAt = '', actionId = ''] = cursor === undefined ? [] : cursors.read(cursor, list, 2);
    const before = cursor === undefined ? undefined : { createdAt, actionId };
    const [found, [count]] = await database.read({ organisationId }, (tx) => [
      listMentions(tx, actor, { before, unread, rows: limit + 1 }),
      countUnread(tx, actor),
    ]);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ customer, readAt, mentionedAt: _, ...action }) => ({ action, customer, readAt })),
      nextCursor: last ? cursors.write([last.mentionedAt, last.id], list) : null,
      unreadCount: count?.unread ?? 0,
    };
  });

  route(app, endpoints.readMentions, dependencies, async ({ body }, actor) => {
    const { organisationId } = actor;
    await database.write({ organisationId }, (tx) => tx.commit([markRead(tx, actor, body)], () => undefined));
    return undefined;
  });
}
