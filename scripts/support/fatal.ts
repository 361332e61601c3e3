import { errorCode } from '@caseload/db/embedded/errorCode.ts';

/** What to print when a script cannot go on: the sentence made for people, or the stack of a fault of ours. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
  return (ours && error.stack) || error.message;
}

/** The sentence for an address that cannot be listened on, or undefined when `error` is about something else. */
export function describePortFault(
  error: unknown,
  { host, port }: { host: string; port: number },
): string | undefined {
  const code = errorCode(error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `HOST ${host} is no address of this machine. Take 127.0.0.1, or 0.0.0.0 for all that it has.`;
  }
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Start with another one, for example: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs rights this user does not have. Set PORT to 1024 or above.`;
  return undefined;
}
