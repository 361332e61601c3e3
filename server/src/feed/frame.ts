import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { ownBytes } from '../http/ownBytes.ts';
import type { Place } from './place.ts';

/** An action as an event, made once for everybody who listens. */
export type Frame = { readonly place: Place; readonly bytes: Buffer };

/** JSON has no line breaks of its own, so it is one line of data. */
export const frameOf = (position: number, action: CustomerAction): Buffer =>
  ownBytes(`id: ${position}\ndata: ${JSON.stringify(action)}\n\n`);

/** Milliseconds until a browser that lost the connection comes again. */
const RETRY_MS = 3_000;

/** No event yet, but where to take up: whoever loses the connection before the first one misses nothing either. */
export const openingFrame = (position: number): Buffer =>
  Buffer.from(`retry: ${RETRY_MS}\nid: ${position}\n\n`);

/** A comment, to which nobody listens: it keeps what stands between from taking the line for dead. */
export const HEARTBEAT = Buffer.from(':\n\n');
