import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/**
 * Where the Chromium from npm is, unpacked into the directory for temporary files when it is not there yet; undefined where
 * it does not run. Two processes that unpack it at once spoil it for one another.
 */
export const unpackChromium = (): Promise<string | undefined> =>
  process.platform === 'linux' && process.arch === 'x64'
    ? sparticuz.executablePath()
    : Promise.resolve(undefined);

/** A real Chromium: the one from npm where it runs, an installed Chrome elsewhere. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await unpackChromium();
  return executablePath === undefined
    ? chromium.launch({ channel: 'chrome', args: ARGUMENTS })
    : chromium.launch({ executablePath, args: ARGUMENTS });
}
