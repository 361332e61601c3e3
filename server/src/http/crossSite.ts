import type { RequestHandler } from 'express';
import { forbidden } from './problemError.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site made the browser send. Browsers say so in `Sec-Fetch-Site`; older ones at
 * least send `Origin`. Programs send neither and hold no ambient cookie.
 */
export function refuseCrossSiteWrites(publicUrl: string | undefined): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    if (site !== undefined) {
      return next(
        site === 'same-origin' || site === 'none'
          ? undefined
          : forbidden('This write came from another site.'),
      );
    }
    const origin = request.get('origin');
    const own = publicUrl === undefined ? request.get('host') : new URL(publicUrl).host;
    const isForeign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== own);
    return next(isForeign ? forbidden('This write came from another site.') : undefined);
  };
}
