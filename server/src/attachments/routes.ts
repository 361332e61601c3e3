import type { Express } from 'express';
import * as endpoints from '@caseload/shared/attachments/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { deleteAttachment } from './deleteAttachment.ts';
import { downloadAttachment } from './downloadAttachment.ts';
import type { FileStorage } from './fileStorage.ts';
import { uploadAttachment } from './uploadAttachment.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly storage: FileStorage };

export function routeAttachments(app: Express, dependencies: Dependencies): void {
  route(app, endpoints.uploadAttachment, dependencies, ({ params, query }, actor, { request }) =>
    uploadAttachment(dependencies, actor, { customerId: params.id, name: query.name, request }),
  );

  route(app, endpoints.downloadAttachment, dependencies, ({ params, query }, actor, { request }) =>
    downloadAttachment(dependencies, actor, params.id, query.show === 'inline', request.log),
  );

  route(app, endpoints.deleteAttachment, dependencies, async ({ params }, actor, { request }) => {
    await deleteAttachment(dependencies, actor, params.id, request.log);
    return undefined;
  });
}
