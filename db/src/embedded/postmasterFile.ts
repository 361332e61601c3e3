import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Endpoint } from './serverArguments.ts';

/** What a server writes into `postmaster.pid` of its data directory while it starts and runs. */
export type PostmasterFile = { pid: number; endpoint: Endpoint | undefined };

export function postmasterFilePath(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}

/** The content of the cluster's `postmaster.pid`, or undefined when there is none or it is cut off. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(postmasterFilePath(cluster), 'utf8').catch(() => undefined);
  // The lines: pid, data directory, start time, port, first socket directory, first listen address, …
  const [pid, , , port, socketDirectory] = text?.split('\n') ?? [];
  if (pid === undefined || !/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), endpoint: endpointOf(cluster, port, socketDirectory) };
}

function endpointOf(
  cluster: string,
  port: string | undefined,
  socketDirectory: string | undefined,
): Endpoint | undefined {
  if (port === undefined || !/^\d+$/.test(port)) return undefined;
  return socketDirectory
    ? { kind: 'socket', directory: path.resolve(cluster, socketDirectory) }
    : { kind: 'loopback', port: Number(port) };
}
