// Plain JavaScript without dependencies: this file runs before anything is installed, on the Node that is there.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const scripts = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(scripts);
const parent = process.ppid;
const [name, ...scriptArguments] = process.argv.slice(2);

void main();

async function main() {
  if (Number.parseInt(process.versions.node, 10) < 18) {
    return fail(`Caseload needs Node 18 or later to start, but this is Node ${process.versions.node}.`);
  }
  const names = listNames();
  if (name === undefined || !names.includes(name)) {
    return fail(
      `${name === undefined ? 'Say which script to run' : `There is no script "${name}"`}: ${names.join(', ')}.`,
    );
  }
  // Imported late, so that an old Node gets the sentence above instead of a syntax error.
  const { installIfNeeded } = await import('./support/install.mjs');
  const { findNode } = await import('./support/findNode.mjs');
  const { runScript } = await import('./support/runScript.mjs');
  try {
    await installIfNeeded(root);
    const node = findNode(root);
    await runScript({ root, node, name, scriptArguments, parent });
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function listNames() {
  return readdirSync(scripts)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exitCode = 1;
}
