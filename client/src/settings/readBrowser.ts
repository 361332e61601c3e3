/** What a person calls the program behind a session; null where it cannot be told. */
export type BrowserName = { readonly browser: string | null; readonly system: string | null };

/** Many browsers also say the names of others, so the order matters. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//u, 'Edge'],
  [/\bOPR\//u, 'Opera'],
  [/\bVivaldi\//u, 'Vivaldi'],
  [/\bSamsungBrowser\//u, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//u, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//u, 'Chrome'],
  [/\bVersion\/\S+ (?:Mobile\/\S+ )?Safari\//u, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/u, 'iPhone'],
  [/\biPad\b/u, 'iPad'],
  [/\bAndroid\b/u, 'Android'],
  [/\bWindows\b/u, 'Windows'],
  [/\bCrOS\b/u, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/u, 'macOS'],
  [/\bLinux\b/u, 'Linux'],
];

/** Reads `Firefox` and `Windows` out of what a browser says of itself; of other programs their own first word. */
export function readBrowser(userAgent: string | null): BrowserName {
  if (userAgent === null || userAgent.trim() === '') return { browser: null, system: null };
  const find = (names: typeof BROWSERS) => names.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
  const [program = ''] = /^[^\s/;()]{1,40}/u.exec(userAgent.trim()) ?? [];
  const browser = find(BROWSERS) ?? (program === '' || program === 'Mozilla' ? null : program);
  return { browser, system: find(SYSTEMS) };
}
