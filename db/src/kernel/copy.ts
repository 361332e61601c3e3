import type { Writable } from 'node:stream';
import type { PoolClient, Submittable } from 'pg';

/** `COPY … FROM STDIN` as pg-copy-streams makes it: bytes written to it go to the server. */
export type CopyQuery = Writable & Submittable;

/**
 * Lets one connection out of pipeline mode, in which the driver refuses COPY, and returns what brings it back.
 * Everything sent before must have been answered, and nothing else may be sent until then.
 */
export function leavePipeline(client: PoolClient): () => void {
  // The driver looks at this at every statement; its types know it as something that is set once.
  Object.assign(client, { pipeline: false });
  return () => void Object.assign(client, { pipeline: true });
}
