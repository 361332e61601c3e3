import { escapeLiteral } from 'pg';

/**
 * What a transaction may see. Row-level security reads these settings; only the kernel sets them. Besides an
 * organisation there are the four questions asked before the organisation is known, and the pruning of
 * expired sessions, of files that no comment took and of previews that nobody applied.
 */
export type Scope =
  | { readonly organisationId: string }
  | { readonly signInEmail: string }
  | { readonly organisationSlug: string }
  | { readonly sessionId: string }
  | { readonly passwordLink: string }
  | { readonly pruneSessions: true }
  | { readonly pruneAttachments: true }
  | { readonly prunePreviews: true };

function settingOf(scope: Scope): readonly [name: string, value: string] {
  if ('organisationId' in scope) return ['caseload.organisation_id', scope.organisationId];
  if ('signInEmail' in scope) return ['caseload.sign_in_email', scope.signInEmail];
  if ('organisationSlug' in scope) return ['caseload.organisation_slug', scope.organisationSlug];
  if ('sessionId' in scope) return ['caseload.session_id', scope.sessionId];
  if ('passwordLink' in scope) return ['caseload.password_link', scope.passwordLink];
  if ('pruneSessions' in scope) return ['caseload.prune_sessions', 'on'];
  return ['pruneAttachments' in scope ? 'caseload.prune_attachments' : 'caseload.prune_previews', 'on'];
}

/** A setting made with SET LOCAL ends with the transaction, so it cannot leak into the next one on the same connection. */
export function scopeStatement(scope: Scope): string {
  const [name, value] = settingOf(scope);
  return `set local ${name} = ${escapeLiteral(value)}`;
}
