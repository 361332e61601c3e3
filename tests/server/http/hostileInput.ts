import type { ProblemType } from '@caseload/shared/contracts/problems.ts';
import { bytesOf, type RequestParts } from './exchange.ts';
import type { World } from './world.ts';

export type Refusal = {
  readonly status: number;
  readonly type: ProblemType;
  /** Where the faults are said to be; all of them must be named. */
  readonly pointers: readonly string[];
};

/** A request that no well-meaning program sends, and how it must be refused. */
export type HostileInput = {
  readonly name: string;
  readonly bytes: (world: World) => Buffer;
  readonly refusal: Refusal;
};

export type Caller = 'admin' | 'supervisor' | 'employee' | 'visitor';

/** 400 `validation` naming these places. */
export const invalidAt = (...pointers: string[]): Refusal => ({ status: 400, type: 'validation', pointers });
export const refusedAs = (status: number, type: ProblemType): Refusal => ({ status, type, pointers: [] });

/** A hostile input that is a whole request, with the caller's session. */
export function hostile(
  name: string,
  refusal: Refusal,
  partsOf: (world: World) => RequestParts,
  caller: Caller = 'supervisor',
): HostileInput {
  return {
    name,
    refusal,
    bytes(world) {
      const parts = partsOf(world);
      const cookie = caller === 'visitor' ? [] : [['Cookie', world.cookies[caller]] as const];
      return bytesOf({ ...parts, headers: [...cookie, ...(parts.headers ?? [])] });
    },
  };
}

/** A hostile input that is not a request at all: bytes as they are. */
export const rawInput = (
  name: string,
  refusal: Refusal,
  bytes: (world: World) => string | Buffer,
): HostileInput => ({
  name,
  refusal,
  bytes: (world) => {
    const made = bytes(world);
    return typeof made === 'string' ? Buffer.from(made, 'latin1') : made;
  },
});

export const JSON_TYPE = ['Content-Type', 'application/json'] as const;

/** A request with a JSON body that is sent as it is. */
export const jsonRequest = (method: string, path: string, body: string | Buffer): RequestParts => ({
  method,
  path,
  headers: [JSON_TYPE],
  body,
});
