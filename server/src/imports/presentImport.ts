import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { CustomerImport, ImportSummary } from '@caseload/shared/imports/import.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { findImport, findRemembered, type ImportSummaryRow } from './importRecords.ts';
import { suggestMapping } from './suggestMapping.ts';

export const interrupted = (kind: ImportWork): NonNullable<CustomerImport['stopped']> => ({
  kind,
  why: 'interrupted',
  message: 'The server stopped before it was done. Nothing was changed; it can be started again.',
});

/** An import as it stands. */
export async function presentImport(
  tx: Transaction,
  { organisationId, organisation }: Actor,
  id: string,
): Promise<CustomerImport> {
  const [row] = await findImport(tx, organisationId, id);
  if (!row) throw notFound('There is no such import.');
  const [remembered] = await findRemembered(tx, organisationId, row);
  return {
    ...presentSummary(row),
    encoding: row.encoding,
    delimiter: row.delimiter,
    header: row.header,
    sample: row.sample,
    rowEstimate: row.rowEstimate,
    rules: row.rules,
    suggestion: {
      ...suggestMapping(row.header, row.sample, fieldsOf(organisation)),
      remembered: remembered?.rules ?? null,
    },
    check: row.check,
    undo: row.undo,
    hasErrorFile: row.errorsId !== null,
  };
}

const fieldsOf = ({ customFields }: Actor['organisation']): readonly CustomField[] => customFields;

export function presentSummary(row: ImportSummaryRow): ImportSummary {
  const { id, fileName, sizeBytes, state, createdBy, createdAt, ranBy, ranAt, undoneBy, undoneAt, result } =
    row;
  return {
    id,
    fileName,
    sizeBytes,
    state,
    work: workOf(row),
    stopped: row.work !== null && !row.isAlive ? interrupted(row.work) : row.stopped,
    createdBy,
    createdAt,
    ranBy,
    ranAt,
    undoneBy,
    undoneAt,
    result,
  };
}

function workOf(row: ImportSummaryRow): ImportSummary['work'] {
  const { work: kind, phase, done, total, rowsPerSecond, startedBy, startedAt, cancelling, isAlive } = row;
  if (kind === null || !isAlive) return null;
  if (phase === null || done === null || total === null || rowsPerSecond === null) return null;
  if (startedBy === null || startedAt === null) return null;
  return { kind, phase, done, total, rowsPerSecond, startedBy, startedAt, cancelling };
}
