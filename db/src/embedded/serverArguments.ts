import os from 'node:os';
import path from 'node:path';
import type { EmbeddedPaths } from './embeddedPaths.ts';

export type Endpoint = { kind: 'socket'; directory: string } | { kind: 'loopback'; port: number };

export const socketPort = 5432;

/** The command line of the server. Settings stand here and not in its files, so the running code decides them. */
export function serverArguments(paths: EmbeddedPaths, endpoint: Endpoint, maxConnections: number): string[] {
  const settings: Record<string, string> = {
    ...endpointSettings(paths, endpoint),
    max_connections: String(maxConnections),
    shared_buffers: `${sharedMegabytes()}MB`,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // Nothing a customer wrote belongs into a log file.
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // A query whose app was killed ends soon instead of holding its locks until it is done.
    ...(process.platform === 'linux' ? { client_connection_check_interval: '5s' } : {}),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', paths.cluster, ...options];
}

function endpointSettings(paths: EmbeddedPaths, endpoint: Endpoint): Record<string, string> {
  if (endpoint.kind === 'loopback') {
    return { listen_addresses: '127.0.0.1', port: String(endpoint.port), unix_socket_directories: '' };
  }
  return {
    listen_addresses: '',
    port: String(socketPort),
    // The setting is a list: quoted, a directory's name may hold commas and blanks.
    unix_socket_directories: `"${socketSetting(paths, endpoint.directory).replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  };
}

/**
 * Beside its data it is named from there: a server whose directory was removed would otherwise, as it ends, remove the
 * socket of the one that works at the same path by now.
 */
function socketSetting({ home, cluster }: EmbeddedPaths, directory: string): string {
  return directory.startsWith(home + path.sep) ? path.relative(cluster, directory) : directory;
}

function sharedMegabytes(): number {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
  return Math.min(1_024, Math.max(32, Math.floor(memory / 8 / 2 ** 20)));
}
