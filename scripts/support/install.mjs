import { spawn } from 'node:child_process';
import path from 'node:path';
import { withInstallLock } from './installLock.mjs';
import { countInstalled, isInstalled, isLockComplete, rememberInstalled } from './installState.mjs';

/** Installs the packages of the lockfile unless they are all there. Rejects with a sentence when npm cannot. */
export async function installIfNeeded(root) {
  if (isInstalled(root)) return;
  await withInstallLock(root, async () => {
    // Another start may have installed while this one waited.
    if (isInstalled(root)) return;
    await install(root);
    if (!isInstalled(root)) {
      throw new Error(
        'npm ended without an error, but packages are missing. Run "npm ci" and read what it says.',
      );
    }
    rememberInstalled(root);
  });
}

async function install(root) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  const terminal = process.stdout.isTTY;
  process.stdout.write('Installing the packages (once; about a minute)\n');
  const timer = setInterval(
    () => {
      const { present, wanted } = countInstalled(root);
      const line = `  ${present} of ${wanted} packages, ${seconds()}`;
      process.stdout.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
    },
    terminal ? 1_000 : 10_000,
  );
  const outcome = await runNpm(root).finally(() => {
    clearInterval(timer);
    if (terminal) process.stdout.write('\r\x1b[K');
  });
  if (outcome.code !== 0) throw new Error(explain(outcome));
  process.stdout.write(`Installed the packages (${seconds()})\n`);
}

function runNpm(root) {
  const npmArguments = [
    // `npm ci` refuses a lockfile that lacks a package for another system, which npm leaves out when the registry does
    // not have it. `npm install` takes what is locked all the same; told not to save, it leaves the lockfile alone.
    ...(isLockComplete(root) ? ['ci'] : ['install', '--no-save']),
    // Development packages belong to it in production too: the client is built on the machine that serves it.
    '--include=dev',
    '--include=optional',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ];
  const [command, commandArguments, options] = npmCommand(npmArguments);
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const keep = (chunk) => {
      if (output.length < 50_000) output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (cause) =>
      reject(new Error('Caseload needs npm to install its packages, and npm was not found.', { cause })),
    );
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.once('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve({ code, signal, output });
    });
  });
}

/** The npm that started us where there is one, so that both agree on caches and settings. */
function npmCommand(npmArguments) {
  const running = process.env.npm_execpath;
  if (running !== undefined && path.basename(running) === 'npm-cli.js') {
    return [process.execPath, [running, ...npmArguments], {}];
  }
  return ['npm', npmArguments, { shell: process.platform === 'win32' }];
}

function explain({ signal, output }) {
  if (signal !== null) return `The installation was interrupted by ${signal}. Start again to complete it.`;
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ENOTCACHED/.test(output);
  const sentence = offline
    ? 'npm could not reach its registry, so the packages were not installed. Check the network and start again.'
    : 'npm could not install the packages.';
  // npm ends such a message with a page on how it is called.
  const said = output.replace(/npm error\nnpm error Clean install a project[^]*/, '').trim();
  const lines = said.split('\n');
  const shown = lines.length > 12 ? [...lines.slice(0, 12), `(and ${lines.length - 12} lines more)`] : lines;
  return `${sentence} npm said:\n${shown.join('\n')}`;
}
