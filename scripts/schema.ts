import { writeFile } from 'node:fs/promises';
import { schemaFileText } from '@caseload/db/schemaFile.ts';
import { inRepository } from './support/repository.ts';

// npm run db:schema: writes database_schema.sql anew after a migration was added.
await writeFile(inRepository('database_schema.sql'), await schemaFileText());
