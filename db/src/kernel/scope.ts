import { escapeLiteral } from 'pg';

/**
 * What a transaction may see. Row-level security reads these settings; only the kernel sets them. Besides an
 * organisation there are the three questions asked before the organisation is known, and the pruning of
 * expired sessions and of files that no comment took.
 */
export type Scope =
  | { readonly organisationId: string }
  | { readonly signInEmail: string }
  | { readonly organisationSlug: string }
  | { readonly sessionId: string }
  | { readonly pruneSessions: true }
  | { readonly pruneAttachments: true };

function settingOf(scope: Scope): readonly [name: string, value: string] {
  if ('organisationId' in scope) return ['caseload.organisation_id', scope.organisationId];
  if ('signInEmail' in scope) return ['caseload.sign_in_email', scope.signInEmail];
  if ('organisationSlug' in scope) return ['caseload.organisation_slug', scope.organisationSlug];
  if ('sessionId' in scope) return ['caseload.session_id', scope.sessionId];
  return ['pruneSessions' in scope ? 'caseload.prune_sessions' : 'caseload.prune_attachments', 'on'];
}

/**
 * BEGIN and the scope as one message. A setting made with SET LOCAL ends with the transaction, so it cannot
 * leak into the next one on the same connection.
 */
export function beginStatement(scope: Scope, mode: 'read only' | 'read write'): string {
  const [name, value] = settingOf(scope);
  return `begin ${mode}; set local ${name} = ${escapeLiteral(value)}`;
}
