import type { InputIssue, Problem, ProblemType } from '@caseload/shared/contracts/problems.ts';

type Extras<T extends ProblemType> = Omit<
  Extract<Problem, { type: T }>,
  'type' | 'status' | 'title' | 'detail' | 'instance'
>;

export const PROBLEM_TITLES: Readonly<Record<ProblemType, readonly [status: number, title: string]>> = {
  validation: [400, 'The input is not valid'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'You may not do this'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This address does not take that method'],
  conflict: [409, 'Somebody changed this meanwhile'],
  'batch-refused': [409, 'Not every customer could be changed, so none was'],
  outdated: [409, 'This changed since it was read'],
  'import-running': [409, 'Another import is at work'],
  'payload-too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'The body is not of the kind this address takes'],
  'idempotency-mismatch': [422, 'This Idempotency-Key was used for another request'],
  'precondition-required': [428, 'Say which state the change is based on'],
  'rate-limited': [429, 'Too many requests'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'Something went wrong on our side'],
  busy: [503, 'The service is busy'],
};

/** An answer that is an error: thrown anywhere in a handler, written once by the error handler. */
export class ProblemError<T extends ProblemType = ProblemType> extends Error {
  override readonly name = 'ProblemError';
  readonly type: T;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly extras: Extras<T>;

  constructor(
    type: T,
    extras: Extras<T>,
    options: { detail?: string; status?: number; cause?: unknown } = {},
  ) {
    const [status, title] = PROBLEM_TITLES[type];
    super(options.detail ?? title, { cause: options.cause });
    this.type = type;
    this.status = options.status ?? status;
    this.title = title;
    this.detail = options.detail;
    this.extras = extras;
  }

  /** The body to send; `instance` is the request id. */
  toBody(instance: string): Record<string, unknown> {
    const detail = this.detail === undefined ? {} : { detail: this.detail };
    return { type: this.type, title: this.title, status: this.status, ...detail, instance, ...this.extras };
  }
}

/** A small body can be wrong in 100,000 places; listing them all would answer with megabytes. */
const ISSUES_AT_MOST = 100;

export const invalid = (issues: InputIssue[]) =>
  new ProblemError('validation', { issues: issues.slice(0, ISSUES_AT_MOST) });
export const notFound = (detail?: string) =>
  new ProblemError('not-found', {}, detail === undefined ? {} : { detail });
export const forbidden = (detail: string) => new ProblemError('forbidden', {}, { detail });
export const busy = (retryAfterSeconds: number, cause: unknown) =>
  new ProblemError('busy', { retryAfterSeconds }, { cause });
