import type { Request } from 'express';
import { invalid } from './problemError.ts';

const headerFault = (name: string, message: string) =>
  invalid([{ in: 'header', pointer: `/${name}`, message }]);

/** `Idempotency-Key`: 1 to 200 visible ASCII characters, quotes around it ignored. */
export function readIdempotencyKey(request: Request): string | undefined {
  const value = request.get('idempotency-key');
  if (value === undefined) return undefined;
  const key = /^"(?<inner>.*)"$/u.exec(value)?.groups?.['inner'] ?? value;
  if (!/^[\x21-\x7e]{1,200}$/u.test(key)) {
    throw headerFault('Idempotency-Key', 'must be 1 to 200 visible ASCII characters');
  }
  return key;
}

/** Whether the request is meant to be of this person: browsers share one cookie between pages of different people. */
export const isMeantFor = (request: Request, employeeId: string): boolean =>
  (request.get('caseload-employee') ?? employeeId) === employeeId;

/** The largest `integer` of PostgreSQL, which a version is. */
const LARGEST_VERSION = 2_147_483_647;

/** `If-Match: "<version>"`, the form that `ETag` has. */
export function readIfMatch(request: Request): number | undefined {
  const value = request.get('if-match');
  if (value === undefined) return undefined;
  const version = Number(/^"(?<version>[1-9][0-9]{0,9})"$/u.exec(value)?.groups?.['version']);
  if (!(version <= LARGEST_VERSION)) {
    throw headerFault('If-Match', 'must be the quoted version of the customer');
  }
  return version;
}

/** `Last-Event-ID`: the place of an action; undefined without one, as browsers send it before the first event. */
export function readLastEventId(request: Request): number | undefined {
  const value = request.get('last-event-id');
  if (value === undefined || value === '') return undefined;
  if (!/^[0-9]{1,15}$/u.test(value)) throw headerFault('Last-Event-ID', 'must be the id of an event');
  return Number(value);
}

export const versionTag = (version: number) => `"${version}"`;

/** Whether `If-None-Match` names the tag: the caller has this answer already. */
export function isKnownTag(request: Request, tag: string): boolean {
  const known = request.get('if-none-match');
  if (known === undefined) return false;
  return known.split(',').some((entry) => entry.trim().replace(/^W\//u, '') === tag);
}
