import { z } from 'zod';

const wholeNumber = (fallback: number, minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/u, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .default(fallback);

/** As the driver sees it: where the query names a socket, nothing stands behind the "@". */
function isReadable(url: string): boolean {
  return URL.canParse(url) || URL.canParse(url.replace('@/', '@socket/'));
}

const onOrOff = z.enum(['on', 'off']);

/** Every variable the program reads. An empty one counts as not set. */
export const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: wholeNumber(3_000, 0, 65_535),
  HOST: z.string().optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/u }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//u, 'must begin with postgresql://')
    .refine(isReadable, 'is no address; in a password, # / ? and @ are written %23 %2F %3F and %40')
    .optional(),
  CASELOAD_DATA: z.string().default('.caseload'),
  CASELOAD_DEMO: onOrOff.optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  SESSION_IDLE_MINUTES: wholeNumber(720, 1, 100_000),
  SESSION_ABSOLUTE_HOURS: wholeNumber(168, 1, 10_000),
  TRUST_PROXY_HOPS: wholeNumber(0, 0, 10),
  RATE_LIMIT_MAX: wholeNumber(500, 1, 999_999_999),
  RATE_LIMIT_WINDOW_MS: wholeNumber(900_000, 1_000, 86_400_000),
  RATE_LIMIT_SIGN_IN_MAX: wholeNumber(20, 1, 999_999_999),
  SMTP_URL: z.url({ protocol: /^smtps?$/u }).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^@\s<>]+@[^@\s<>]+$|^[^<>@\p{Cc}]* ?<[^@\s<>]+@[^@\s<>]+>$/u,
      'must be an address such as Caseload <caseload@example.org>',
    )
    .optional(),
  DATABASE_POOL_MAX: wholeNumber(50, 10, 1_000),
  DATABASE_POOL_MIN: wholeNumber(10, 0, 1_000),
  DATABASE_CONNECT_TIMEOUT_MS: wholeNumber(5_000, 100, 60_000),
  REPORT_TIMEOUT_MS: wholeNumber(15_000, 50, 600_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The configuration is unusable; the message names every variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Config = {
  readonly production: boolean;
  /** Answers are held against their contract before they are sent; off in production, where it costs time. */
  readonly checkAnswers: boolean;
  readonly port: number;
  readonly host: string;
  /** The address people use, when it is not the one it listens on; decides over secure cookies. */
  readonly publicUrl: string | undefined;
  /** Undefined means: the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly demo: boolean;
  readonly sessionSecret: string | undefined;
  readonly sessionIdleMs: number;
  readonly sessionAbsoluteMs: number;
  readonly trustProxyHops: number;
  readonly rateLimit: { readonly max: number; readonly windowMs: number; readonly signInMax: number };
  /** What one statement of a report may take. */
  readonly reportTimeoutMs: number;
  /** The mail server; undefined sends nothing. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  readonly pool: { readonly max: number; readonly min: number; readonly connectTimeoutMs: number };
  readonly logLevel: z.output<typeof environment>['LOG_LEVEL'];
};

/** Reads the configuration from `process.env` or the like. Throws `ConfigError` with every fault at once. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== '' && value !== undefined),
  );
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration cannot be used:\n${faults.join('\n')}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  if (production && env.CASELOAD_DEMO === 'on') {
    throw new ConfigError(
      'CASELOAD_DEMO: the demo office has known passwords and is never part of production.',
    );
  }
  if (env.DATABASE_POOL_MIN > env.DATABASE_POOL_MAX) {
    throw new ConfigError('DATABASE_POOL_MIN: must not be above DATABASE_POOL_MAX.');
  }
  const demoByDefault = !production && env.DATABASE_URL === undefined;
  return {
    production,
    checkAnswers: !production,
    port: env.PORT,
    host: env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    dataDirectory: env.CASELOAD_DATA,
    demo: env.CASELOAD_DEMO === undefined ? demoByDefault : env.CASELOAD_DEMO === 'on',
    sessionSecret: env.SESSION_SECRET,
    sessionIdleMs: env.SESSION_IDLE_MINUTES * 60_000,
    sessionAbsoluteMs: env.SESSION_ABSOLUTE_HOURS * 3_600_000,
    trustProxyHops: env.TRUST_PROXY_HOPS,
    rateLimit: {
      max: env.RATE_LIMIT_MAX,
      windowMs: env.RATE_LIMIT_WINDOW_MS,
      signInMax: env.RATE_LIMIT_SIGN_IN_MAX,
    },
    reportTimeoutMs: env.REPORT_TIMEOUT_MS,
    mail: mailOf(env),
    pool: {
      max: env.DATABASE_POOL_MAX,
      min: env.DATABASE_POOL_MIN,
      connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
    },
    logLevel: env.LOG_LEVEL,
  };
}

function mailOf({ NODE_ENV, PUBLIC_URL, SMTP_URL: url, MAIL_FROM: from }: z.output<typeof environment>) {
  if (url === undefined && from === undefined) return undefined;
  if (url === undefined || from === undefined) {
    throw new ConfigError('SMTP_URL, MAIL_FROM: mail needs both, or neither.');
  }
  if (NODE_ENV === 'production' && PUBLIC_URL === undefined) {
    throw new ConfigError('PUBLIC_URL: the links in mails begin with it, so SMTP_URL needs it.');
  }
  return { url, from };
}
