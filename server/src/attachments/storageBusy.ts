import { ProblemError } from '../http/problemError.ts';

const RETRY_SECONDS = 30;

/** The storage failed: full, or out of reach. Nobody who asks can mend it, but it passes. */
export const storageBusy = (cause: unknown) =>
  new ProblemError(
    'busy',
    { retryAfterSeconds: RETRY_SECONDS },
    { cause, detail: 'The storage of files does not answer as it should. Nothing was changed.' },
  );
