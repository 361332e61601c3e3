import type { Express } from 'express';
import * as endpoints from '@caseload/shared/imports/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { FileStorage } from '../attachments/fileStorage.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { cancelImport } from './cancelImport.ts';
import { downloadErrors } from './downloadErrors.ts';
import { refuseUnlessImporting } from './importProblems.ts';
import { listImports } from './importRecords.ts';
import type { ImportWorker } from './importWork.ts';
import { presentImport, presentSummary } from './presentImport.ts';
import { setMapping } from './setMapping.ts';
import { startWork } from './startWork.ts';
import { uploadImport } from './uploadImport.ts';

type Dependencies = RouteOptions & {
  readonly database: Database;
  readonly storage: FileStorage;
  readonly importWorker: ImportWorker;
  readonly cursors: CursorCodec;
};

export function routeImports(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, endpoints.uploadImport, dependencies, ({ query }, actor, { request }) => {
    refuseUnlessImporting(actor);
    return uploadImport(dependencies, actor, { ...query, encoding: query.encoding, request });
  });

  route(app, endpoints.listImports, dependencies, async ({ query: { limit, cursor } }, actor) => {
    refuseUnlessImporting(actor);
    const { organisationId } = actor;
    const list = ['imports', organisationId];
    const [before] = cursor === undefined ? [] : cursors.read(cursor, list, 1);
    const [found] = await database.read({ organisationId }, (tx) => [
      listImports(tx, organisationId, before, limit + 1),
    ]);
    const items = found.slice(0, limit).map(presentSummary);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last === undefined ? null : cursors.write([last.id], list) };
  });

  route(app, endpoints.getImport, dependencies, ({ params }, actor) => {
    refuseUnlessImporting(actor);
    return database.write({ organisationId: actor.organisationId }, (tx) =>
      presentImport(tx, actor, params.id),
    );
  });

  route(app, endpoints.setImportMapping, dependencies, ({ params, body }, actor) => {
    refuseUnlessImporting(actor);
    return setMapping(dependencies, actor, params.id, body);
  });

  route(app, endpoints.downloadImportErrors, dependencies, ({ params }, actor, { request }) => {
    refuseUnlessImporting(actor);
    return downloadErrors(dependencies, actor, params.id, request.log);
  });

  for (const [endpoint, kind] of [
    [endpoints.checkImport, 'check'],
    [endpoints.runImport, 'run'],
    [endpoints.undoImport, 'undo'],
  ] as const) {
    route(app, endpoint, dependencies, ({ params }, actor) => {
      refuseUnlessImporting(actor);
      return startWork(dependencies, actor, params.id, kind);
    });
  }

  route(app, endpoints.cancelImport, dependencies, ({ params }, actor) => {
    refuseUnlessImporting(actor);
    return cancelImport(dependencies, actor, params.id);
  });
}
