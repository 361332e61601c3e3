import { mentionsIn } from '@caseload/shared/mentions/mentionText.ts';
import { id } from '@caseload/shared/contracts/values.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { attachFiles } from '../attachments/queries.ts';
import { invalid } from '../http/problemError.ts';
import { insertMentions } from '../mentions/queries.ts';
import type { Actor } from '../session/actor.ts';
import type { Operation } from './operation.ts';
import { type RecordedRemark, recordRemark } from './recordRemark.ts';

export type NewComment = {
  readonly customerId: string;
  readonly body: string;
  readonly attachmentIds: readonly string[];
};

const UNKNOWN_PERSON = {
  in: 'body',
  pointer: '/body',
  message: 'mentions somebody who is nobody of this organisation, or not active any more',
} as const;
const UNKNOWN_FILE = {
  in: 'body',
  pointer: '/attachmentIds',
  message: 'names a file that does not wait for a comment of yours on this customer',
} as const;

/** Adds a comment with its files, and tells the people it mentions; all of it or nothing, in one round trip. */
export async function postComment(
  database: Database,
  actor: Actor,
  operation: Operation,
  { customerId, body, attachmentIds }: NewComment,
): Promise<RecordedRemark> {
  const remark = { customerId, type: 'comment', comment: body } as const;
  const mentioned = peopleIn(body).filter((person) => person !== actor.id);
  try {
    return await recordRemark(database, actor, operation, remark, (tx, action) => ({
      ...(attachmentIds.length > 0 ? { files: attachFiles(tx, actor, action, attachmentIds) } : {}),
      others: mentioned.length > 0 ? [insertMentions(tx, actor.organisationId, action, mentioned)] : [],
    }));
  } catch (error) {
    throw asRefusedInput(error);
  }
}

function peopleIn(body: string): string[] {
  const ids = mentionsIn(body).map((person) => person.id);
  if (ids.some((text) => !id.safeParse(text).success)) throw invalid([UNKNOWN_PERSON]);
  return ids;
}

/** References that only the database can judge, as the faults of the input that they are. */
function asRefusedInput(error: unknown): unknown {
  switch (violatedConstraint(error)) {
    case 'attachments_waiting':
      return invalid([UNKNOWN_FILE]);
    case 'mentions_employee_fkey':
    case 'mentions_active':
      return invalid([UNKNOWN_PERSON]);
    default:
      return error;
  }
}
