import type { Transaction } from '@caseload/db/kernel/transaction.ts';

type OwnSessionRow = {
  id: string;
  signedInAt: string;
  seenAt: string;
  expiresAt: string;
  userAgent: string | null;
  address: string | null;
};

/** The sessions of a person that still are worth something, the last used first. */
export const listOwnSessions = (tx: Transaction, organisationId: string, employeeId: string) =>
  tx.rows<OwnSessionRow>(
    `select s.sid as id, to_timestamp((s.sess ->> 'signedInAt')::bigint / 1000.0) as "signedInAt",
       to_timestamp(coalesce(s.sess ->> 'seenAt', s.sess ->> 'signedInAt')::bigint / 1000.0) as "seenAt",
       s.expire as "expiresAt", s.sess ->> 'userAgent' as "userAgent", s.sess ->> 'address' as address
     from sessions s join employees e on e.organisation_id = s.organisation_id and e.id = s.employee_id
     where s.organisation_id = $1 and s.employee_id = $2 and s.expire > now()
       and (s.sess ->> 'epoch')::integer = e.session_epoch
     order by "seenAt" desc, "signedInAt" desc, s.sid`,
    [organisationId, employeeId],
  );

/** Ends one session of the person; no row when there is none of that id. */
export const deleteOwnSession = (tx: Transaction, organisationId: string, employeeId: string, sid: string) =>
  tx.rows<{ id: string }>(
    'delete from sessions where organisation_id = $1 and employee_id = $2 and sid = $3 returning sid as id',
    [organisationId, employeeId, sid],
  );

/** Ends every session of the person but one. Gives the ids of those that ended. */
export const deleteOtherSessions = (
  tx: Transaction,
  organisationId: string,
  employeeId: string,
  kept: string,
) =>
  tx.rows<{ id: string }>(
    'delete from sessions where organisation_id = $1 and employee_id = $2 and sid <> $3 returning sid as id',
    [organisationId, employeeId, kept],
  );
