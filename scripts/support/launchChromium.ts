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

/** A real Chromium: the one from npm where it runs, an installed Chrome elsewhere. */
export async function launchChromium(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return chromium.launch({ channel: 'chrome', args: ARGUMENTS });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: ARGUMENTS });
}
