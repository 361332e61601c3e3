import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const bootstrap = path.join(import.meta.dirname, '..', '..', 'scripts', 'bootstrap.mjs');
const tellModules = "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))";

/** The modules of Node's own that a script took; this one loads much of the server and needs no database. */
function modulesOfNode(settings: NodeJS.ProcessEnv = {}): string[] {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(tellModules)}`;
  const { stderr, status } = spawnSync(process.execPath, [bootstrap, 'import', '--help'], {
    encoding: 'utf8',
    env: { ...env, NODE_OPTIONS, ...settings },
  });
  expect(status).toBe(0);
  return stderr.split('\n');
}

test('a second start needs nothing that takes types out of files, which would stay in memory', () => {
  const compiler = expect.stringContaining('amaro');
  expect(modulesOfNode({ NODE_DISABLE_COMPILE_CACHE: '1' })).toContainEqual(compiler);
  modulesOfNode();
  expect(modulesOfNode()).not.toContainEqual(compiler);
});
