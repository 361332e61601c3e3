import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const neededMajor = 24;

/** The path of a Node that runs the TypeScript sources: this one, or the one that came as a package. */
export function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= neededMajor) return process.execPath;
  const found = fromPackage(root) ?? (installFromPackage(root), fromPackage(root));
  if (found !== undefined) return found;
  throw new Error(
    `Caseload runs on Node ${neededMajor}; this is Node ${process.versions.node}, and the npm package "node" brought no ` +
      'program that runs here. Run "npm rebuild node --ignore-scripts=false", or install Node 24 from nodejs.org.',
  );
}

function fromPackage(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const candidates = [
    path.join(root, 'node_modules', 'node', 'bin', name),
    path.join(root, 'node_modules', 'node', 'node_modules', `node-${system}`, 'bin', name),
    path.join(root, 'node_modules', `node-bin-${system}`, 'bin', name),
  ];
  return candidates.find((file) => existsSync(file) && majorOf(file) >= neededMajor);
}

/** The package fetches its program in an install script, which npm skips when told to ignore scripts. */
function installFromPackage(root) {
  const folder = path.join(root, 'node_modules', 'node');
  if (!existsSync(folder)) return;
  process.stdout.write('Fetching Node 24, whose install script was skipped\n');
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, npm_config_ignore_scripts: 'false' },
  });
}

function majorOf(file) {
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return Number.parseInt((stdout ?? '').slice(1), 10);
}
