/** The asked address inside this site, or the start page: an address of elsewhere must not be followed. */
export function returnAddress(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/') || !URL.canParse(asked, origin)) return '/';
  const { origin: target, pathname, search, hash } = new URL(asked, origin);
  const leadsBackToSignIn = pathname === '/sign-in' || pathname.startsWith('//');
  return target !== origin || leadsBackToSignIn ? '/' : pathname + search + hash;
}
