import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { errorCode } from './errorCode.ts';

/**
 * The superuser's password. Made at the first call and readable by the owner only; it comes before the cluster, so a
 * start cut off between the two leaves a password that the next start uses.
 */
export async function readOrMakePassword(passwordFile: string): Promise<string> {
  const existing = await readPassword(passwordFile);
  if (existing !== undefined) return existing;
  // A link appears whole or not at all, and never replaces the password another process has just made.
  const whole = `${passwordFile}.${process.pid}`;
  await writeFile(whole, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  try {
    await link(whole, passwordFile);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(whole, { force: true });
  }
  return (await readPassword(passwordFile)) ?? '';
}

async function readPassword(passwordFile: string): Promise<string | undefined> {
  try {
    return (await readFile(passwordFile, 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
