import { join } from 'node:path';
import express, { type Express } from 'express';

const YEAR_S = 31_536_000;

/** The built client: hashed assets for ever, and the one page for every address that is not the API's. */
export function serveClient(app: Express, directory: string): void {
  app.use(
    '/assets',
    express.static(join(directory, 'assets'), {
      immutable: true,
      maxAge: YEAR_S * 1_000,
      index: false,
      fallthrough: true,
    }),
  );
  app.use(express.static(directory, { index: false, maxAge: 0 }));
  app.get(/^\/(?!api(?:\/|$)|assets(?:\/|$))/u, (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.set('Cache-Control', 'no-cache');
    return response.sendFile(join(directory, 'index.html'), (error) => (error ? next(error) : undefined));
  });
}
