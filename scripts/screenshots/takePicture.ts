import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

const QUALITY = 50;

/** Writes what the window shows as WebP. Returns the size in bytes. */
export async function takePicture(page: Page, file: string): Promise<number> {
  // Nothing that blinks or spins: the same screen gives the same picture.
  await page.addStyleTag({ content: '* { caret-color: transparent !important }' });
  await page.waitForLoadState('networkidle');
  const devTools = await page.context().newCDPSession(page);
  const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await devTools.detach();
  const picture = Buffer.from(data, 'base64');
  await writeFile(file, picture);
  return picture.length;
}
