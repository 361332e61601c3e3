import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '@caseload/server/operations/openApiDocument.ts';
import { inRepository } from './support/repository.ts';

// npm run openapi: writes server/openapi.json anew after an endpoint changed.
await writeFile(inRepository('server', 'openapi.json'), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
