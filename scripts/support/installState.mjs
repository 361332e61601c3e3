import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether node_modules holds what the lockfile wants. The stamp of an earlier look saves the comparison, never the look
 * whether each package is there: an installation cut off in the middle, or a deleted folder, must be noticed.
 */
export function isInstalled(root) {
  const lock = readJson(path.join(root, 'package-lock.json'));
  if (lock === undefined)
    throw new Error(`${root} has no readable package-lock.json. Is the checkout complete?`);
  const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const folders = Object.keys(installed.packages).filter((folder) => folder.includes('node_modules/'));
  if (!folders.every((folder) => existsSync(path.join(root, folder, 'package.json')))) return false;
  if (readStamp(root) === fingerprint(root, lock)) return true;
  if (!agrees(root, lock, installed)) return false;
  rememberInstalled(root);
  return true;
}

/** Leaves the stamp that makes the next look quick. */
export function rememberInstalled(root) {
  const lock = readJson(path.join(root, 'package-lock.json'));
  try {
    writeFileSync(stampFile(root), `${fingerprint(root, lock)}\n`);
  } catch {
    // A read-only installation works without the stamp, only slower by some milliseconds.
  }
}

/** How many of the packages are in their place already. */
export function countInstalled(root) {
  const { packages } = readJson(path.join(root, 'package-lock.json')) ?? { packages: {} };
  const wanted = Object.entries(packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && fitsThisSystem(entry))
    .map(([folder]) => folder);
  const present = wanted.filter((folder) => existsSync(path.join(root, folder, 'package.json')));
  return { present: present.length, wanted: wanted.length };
}

/** Whether the lockfile names every optional package, so also those that only other systems install. */
export function isLockComplete(root) {
  const { packages } = readJson(path.join(root, 'package-lock.json')) ?? { packages: {} };
  const locked = new Set(Object.keys(packages).map((folder) => folder.split('node_modules/').pop()));
  return Object.values(packages).every(({ optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}).every((name) => locked.has(name)),
  );
}

function agrees(root, lock, installed) {
  return Object.entries(lock.packages).every(([folder, wanted]) => {
    if (!folder.includes('node_modules/')) return sameDependencies(root, folder, wanted);
    const found = installed.packages[folder];
    if (found === undefined)
      return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
    return (
      found.version === wanted.version && found.integrity === wanted.integrity && found.link === wanted.link
    );
  });
}

/** A workspace whose package.json moved on without the lockfile: npm must have a look, and says what is wrong. */
function sameDependencies(root, folder, wanted) {
  const description = readJson(path.join(root, folder, 'package.json')) ?? {};
  return ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) => {
    const now = Object.entries(description[kind] ?? {}).sort();
    const locked = Object.entries(wanted[kind] ?? {}).sort();
    return JSON.stringify(now) === JSON.stringify(locked);
  });
}

function fitsThisSystem({ os, cpu, libc }) {
  const fits = (names, name) => names === undefined || names.includes(name);
  return fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, 'glibc');
}

function fingerprint(root, lock) {
  const folders = Object.keys(lock.packages).filter((folder) => !folder.includes('node_modules/'));
  const files = ['package-lock.json', 'node_modules/.package-lock.json'].concat(
    folders.map((folder) => path.join(folder, 'package.json')),
  );
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.caseload-installed');
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
