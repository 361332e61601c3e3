import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRunning, signal } from '@caseload/db/embedded/processes.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const repository = path.join(import.meta.dirname, '..', '..');
let root: string;

/** A checkout with one package and one script, and an npm that says so instead of installing. */
beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(os.tmpdir(), 'caseload-bootstrap-')), 'my œuvre');
  await cp(path.join(repository, 'scripts'), path.join(root, 'scripts'), {
    recursive: true,
    filter: (source) => !source.endsWith('.ts') && !source.includes('node_modules'),
  });
  await writeJson('package.json', { dependencies: { left: '1.0.0' } });
  const locked = { 'node_modules/left': { version: '1.0.0', integrity: 'sha512-x' } };
  await writeJson('package-lock.json', { packages: { '': { dependencies: { left: '1.0.0' } }, ...locked } });
  await writeJson('node_modules/.package-lock.json', { packages: locked });
  await writeJson('node_modules/left/package.json', {});
  await writeFile(
    path.join(root, 'scripts', 'say.ts'),
    `const words: string[] = process.argv.slice(2);
    const told = { words, cwd: process.cwd(), from: process.env.INIT_CWD, data: process.env.CASELOAD_DATA, pid: process.pid };
    process.stdout.write(JSON.stringify(told) + '\\n');
    if (words[0] === 'wait') {
      setInterval(() => {}, 60_000);
      process.on('SIGTERM', () => process.exit(0));
    }
    if (words[0] === 'die') process.kill(process.pid, 'SIGTERM');
    process.exitCode = 7;`,
  );
  await writeFile(
    path.join(root, 'npm-cli.js'),
    `console.error('npm was called:', process.argv.slice(2).join(' ')); process.exit(1);`,
  );
});

afterEach(() => rm(path.dirname(root), { recursive: true, force: true }));

async function writeJson(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), JSON.stringify(content));
}

function bootstrap(...words: string[]) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'scripts', 'bootstrap.mjs'), ...words],
    {
      cwd: path.dirname(root),
      encoding: 'utf8',
      env: environment(),
    },
  );
  return { status, signal, stdout, stderr };
}

const environment = () => ({
  PATH: process.env['PATH'],
  npm_execpath: path.join(root, 'npm-cli.js'),
  CASELOAD_DATA: 'data',
});

describe('the script', () => {
  test('gets its arguments, runs in the checkout, learns where the person is, and gives its exit code', () => {
    const { status, stdout } = bootstrap('say', 'one two', '--three');
    expect(JSON.parse(stdout)).toMatchObject({
      words: ['one two', '--three'],
      cwd: root,
      from: path.dirname(root),
      data: path.join(path.dirname(root), 'data'),
    });
    expect(status).toBe(7);
  });

  test('that dies of a signal makes the launcher die of it', () => {
    expect(bootstrap('say', 'die').signal).toBe('SIGTERM');
  });

  test.skipIf(process.platform === 'win32')(
    'ends when the shell that npm runs it in is ended, which passes no signal on',
    async () => {
      const command = `"${process.execPath}" "${path.join(root, 'scripts', 'bootstrap.mjs')}" say wait; true`;
      const shell = spawn('sh', ['-c', command], {
        env: { ...environment(), npm_lifecycle_event: 'say' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [told] = await once(shell.stdout, 'data');
      const { pid }: { pid: number } = JSON.parse(String(told));
      try {
        shell.kill('SIGTERM');
        expect(await becomesTrue(async () => !(await isRunning(pid)), 10_000)).toBe(true);
      } finally {
        signal(pid, 'SIGKILL');
      }
    },
  );

  test('that does not exist is answered with those that do', () => {
    const { status, stderr } = bootstrap('sing');
    expect(stderr.trim()).toBe('There is no script "sing": say.');
    expect(status).toBe(1);
  });
});

describe('npm is called', () => {
  const called = 'npm was called: ci --include=dev';

  test('not at all when every package is there; the look is remembered', async () => {
    expect(bootstrap('say').stderr).toBe('');
    expect(await readdir(path.join(root, 'node_modules'))).not.toEqual([]);
    expect(await readdir(path.join(root, 'node_modules'))).toContain('.caseload-installed');
    expect(bootstrap('say').status).toBe(7);
  });

  test('when a package was deleted, also after a remembered look', async () => {
    bootstrap('say');
    await rm(path.join(root, 'node_modules', 'left'), { recursive: true });
    expect(bootstrap('say')).toMatchObject({ status: 1, stderr: expect.stringContaining(called) });
  });

  test('when an installation was cut off', async () => {
    await rm(path.join(root, 'node_modules', '.package-lock.json'));
    expect(bootstrap('say').stderr).toContain(called);
  });

  test('when the lockfile wants another version', async () => {
    bootstrap('say');
    const wanted = { 'node_modules/left': { version: '1.0.1', integrity: 'sha512-y' } };
    await writeJson('package-lock.json', {
      packages: { '': { dependencies: { left: '1.0.0' } }, ...wanted },
    });
    expect(bootstrap('say').stderr).toContain(called);
  });

  test('when a package.json wants what the lockfile does not know', async () => {
    bootstrap('say');
    await writeJson('package.json', { dependencies: { left: '1.0.0', right: '2.0.0' } });
    expect(bootstrap('say').stderr).toContain(called);
  });

  test('as install, without saving, when the lockfile lacks an optional package of another system', async () => {
    const left = { version: '2.0.0', optionalDependencies: { 'left-darwin': '2.0.0' } };
    await writeJson('package-lock.json', {
      packages: { '': { dependencies: { left: '1.0.0' } }, 'node_modules/left': left },
    });
    expect(bootstrap('say').stderr).toContain('npm was called: install --no-save --include=dev');
  });

  test('and leaves no lock behind when it fails', async () => {
    await rm(path.join(root, 'node_modules'), { recursive: true });
    bootstrap('say');
    expect(await readdir(path.join(root, '.caseload'))).toEqual([]);
  });
});
