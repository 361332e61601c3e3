import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '@caseload/db/migrate.ts';
import { readConfig } from '@caseload/server/config.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { startServer } from '@caseload/server/startServer.ts';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { SCREENS } from './screenshots/screens.ts';
import { signIn } from './screenshots/steps.ts';
import { takePicture } from './screenshots/takePicture.ts';
import { seedDemo } from './seed/seedDemo.ts';
import { buildClient } from './support/buildClient.ts';
import { describeFault } from './support/fatal.ts';
import { launchChromium } from './support/launchChromium.ts';
import { beginLifetime, type Lifetime } from './support/lifetime.ts';
import { openDatabaseServer } from './support/openDatabaseServer.ts';
import { inRepository } from './support/repository.ts';

// npm run screenshots [-- NAME …]: pictures of every screen for the documentation, of a demo office made for them.
const LOOKS = {
  light: { viewport: { width: 1_280, height: 800 }, colorScheme: 'light' },
  dark: { viewport: { width: 1_280, height: 800 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: 'light', hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>;
const MOST_BYTES_EACH = 60_000;
const MOST_BYTES = 2_900_000;

const wanted = process.argv.slice(2);
const pictures = inRepository('client', 'screenshots');
const lifetime = beginLifetime();
const write = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const [address, browser] = await Promise.all([
    startOffice(lifetime),
    lifetime.keep(launchChromium, (opened) => opened.close()),
  ]);
  await mkdir(pictures, { recursive: true });
  const sizes = await takeAll(browser, address);
  const sum = sizes.reduce((total, size) => total + size, 0);
  write(`${sizes.length} pictures, ${(sum / 1_000).toFixed(0)} kB`);
  if (wanted.length === 0) await removeOthers();
  if (sum > MOST_BYTES || sizes.some((size) => size > MOST_BYTES_EACH))
    throw new Error('The pictures weigh too much for a repository.');
} catch (error) {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
}
await lifetime.end();

/** The whole product with a demo office of its own, below a temporary directory. Returns the address. */
async function startOffice(life: Lifetime): Promise<string> {
  const temporary = await life.keep(
    async () => mkdtemp(path.join(await realpath(os.tmpdir()), 'caseload-screenshots-')),
    (directory) => rm(directory, { recursive: true, force: true }),
  );
  const config = readConfig({
    PORT: '0',
    CASELOAD_DATA: temporary,
    RATE_LIMIT_MAX: '1000000',
    RATE_LIMIT_SIGN_IN_MAX: '1000000',
  });
  const [clientDirectory, databaseUrl] = await Promise.all([
    buildClient(write).directory,
    openDatabaseServer({ config, lifetime: life, log: write, onLost: (reason) => write(reason.message) }),
  ]);
  await migrate(databaseUrl, { log: write });
  await seedDemo({ url: databaseUrl });
  const logger = makeLogger('silent', process.stdout);
  const server = await life.keep(
    () => startServer({ config, databaseUrl, clientDirectory, logger }),
    (running) => running.stop(),
  );
  return server.address;
}

async function takeAll(browser: Browser, baseURL: string): Promise<number[]> {
  const sizes: number[] = [];
  for (const { name, as, isPictured, open } of SCREENS) {
    if (!isPictured || (wanted.length > 0 && !wanted.includes(name))) continue;
    for (const [look, options] of Object.entries(LOOKS)) {
      const context = await browser.newContext({
        baseURL,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      if (as !== null) await signIn(context.request, as);
      await open(page).catch(async (cause: unknown) => {
        const text = await page.locator('body').innerText();
        throw new Error(`${name} could not be opened. The page says:\n${text.slice(0, 1_000)}`, { cause });
      });
      const size = await takePicture(page, fileOf(name, look));
      write(`  ${path.basename(fileOf(name, look)).padEnd(36)} ${(size / 1_000).toFixed(0).padStart(3)} kB`);
      await context.close();
      sizes.push(size);
    }
  }
  return sizes;
}

function fileOf(name: string, look: string): string {
  return path.join(pictures, `${name}-${look}.webp`);
}

/** Pictures of screens that are gone. */
async function removeOthers(): Promise<void> {
  const kept = new Set(
    SCREENS.filter(({ isPictured }) => isPictured).flatMap(({ name }) =>
      Object.keys(LOOKS).map((look) => path.basename(fileOf(name, look))),
    ),
  );
  for (const file of await readdir(pictures))
    if (file.endsWith('.webp') && !kept.has(file)) await rm(path.join(pictures, file));
}
