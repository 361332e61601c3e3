import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers for every answer: helmet says them once, for they are the same each time. */
export function securityHeaders(options: { readonly https: boolean }): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  policies(options)(request, answer, (fault) => {
    if (fault) throw fault;
  });
  const headers = Object.entries(answer.getHeaders());
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value ?? '');
    next();
  };
}

/** Scripts come from here only; styles may be inline, since Mantine sets them so. */
function policies(options: { readonly https: boolean }) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        // One policy, in client/src/app/allowPlainStyles.ts, that lets nothing pass which could be an element.
        trustedTypes: ['default'],
      },
    },
    strictTransportSecurity: options.https,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  });
}
