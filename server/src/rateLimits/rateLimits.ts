import { hash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, type Options, type RateLimitInfo, rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { ProblemError } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { findActor } from '../session/currentSession.ts';
import { SharedCounts } from './sharedCounts.ts';

export const RATE_LIMIT_CHANNEL = 'caseload_rate_limits';

export type RateLimitOptions = {
  readonly max: number;
  readonly windowMs: number;
  readonly signInMax: number;
  readonly publish: (channel: string, payload: string) => Promise<void>;
};

export type RateLimits = {
  /** Per signed-in employee, since an office shares one address; per address for everybody else. */
  readonly general: RequestHandler;
  /** Per address, for attempts to sign in; counts the failed ones. */
  readonly signIn: RequestHandler;
  /** Per signed-in employee, for attempts at the own password; counts the failed ones. */
  readonly password: RequestHandler;
  /** Per address, for one-time links; counts those that are not good, and passwords that are refused. */
  readonly passwordLink: RequestHandler;
  /** Takes in what another process published. */
  receive(payload: string): void;
  stop(): void;
};

const message = z.object({
  from: z.string(),
  tally: z.object({ limiter: z.string(), hits: z.record(z.string(), z.number()) }),
});
const RECONCILE_MS = 1_000;
/** 150 keys of 22 characters with their counts stay under the payload limit of NOTIFY. */
const KEYS_A_MESSAGE = 150;

export function makeRateLimits(options: RateLimitOptions): RateLimits {
  const self = randomUUID();
  const counts = {
    general: new SharedCounts('general'),
    signIn: new SharedCounts('signIn'),
    password: new SharedCounts('password'),
    passwordLink: new SharedCounts('passwordLink'),
  };
  const timer = setInterval(() => {
    for (const store of Object.values(counts)) {
      for (const tally of store.collect(KEYS_A_MESSAGE)) {
        void options.publish(RATE_LIMIT_CHANNEL, JSON.stringify({ from: self, tally }));
      }
    }
  }, RECONCILE_MS);
  timer.unref();

  const shared: Partial<Options> = {
    windowMs: options.windowMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    passOnStoreError: true,
    handler: (request, _response, next) => next(tooMany(request)),
  };
  return {
    general: rateLimit({
      ...shared,
      identifier: 'general',
      limit: options.max,
      store: counts.general,
      keyGenerator: callerKey,
    }),
    signIn: rateLimit({
      ...shared,
      identifier: 'sign-in',
      limit: options.signInMax,
      store: counts.signIn,
      keyGenerator: (request) => `sign-in/${addressKey(request)}`,
      skipSuccessfulRequests: true,
    }),
    // Not by address: who took over a session would try from many.
    password: rateLimit({
      ...shared,
      identifier: 'password',
      limit: options.signInMax,
      store: counts.password,
      keyGenerator: (request) => `password/${callerKey(request)}`,
      skipSuccessfulRequests: true,
    }),
    // Not together with sign-in: who cannot think of a password must not lock out the office.
    passwordLink: rateLimit({
      ...shared,
      identifier: 'password-link',
      limit: options.signInMax,
      store: counts.passwordLink,
      keyGenerator: (request) => `password-link/${addressKey(request)}`,
      skipSuccessfulRequests: true,
    }),
    receive(payload) {
      const parsed = message.safeParse(readJson(payload));
      if (!parsed.success || parsed.data.from === self) return;
      for (const store of Object.values(counts)) store.add(parsed.data.tally);
    },
    stop: () => clearInterval(timer),
  };
}

/** Whoever reaches the database can publish on the channel, also what is not JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// By what the directory holds of a person for some seconds, for a digest takes longer than to look it up.
const personKeys = new WeakMap<Actor['employee'], string>();

function callerKey(request: Request): string {
  const actor = findActor(request);
  if (actor === undefined) return addressKey(request);
  const key = personKeys.get(actor.employee) ?? shortened(`${actor.organisationId}/${actor.id}`);
  personKeys.set(actor.employee, key);
  return key;
}

const addressKey = (request: Request): string => shortened(ipKeyGenerator(request.ip ?? ''));

/** Keys travel between processes, so they name nobody. */
const shortened = (key: string): string => hash('sha256', key, 'base64url').slice(0, 22);

function tooMany(request: Request): ProblemError {
  const resetTime = (isCounted(request) && request.rateLimit.resetTime?.getTime()) || Date.now() + 1_000;
  const retryAfterSeconds = Math.max(Math.ceil((resetTime - Date.now()) / 1_000), 1);
  return new ProblemError('rate-limited', { retryAfterSeconds });
}

const isCounted = (request: Request): request is Request & { rateLimit: RateLimitInfo } =>
  'rateLimit' in request;
