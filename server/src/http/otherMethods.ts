import type { RequestHandler } from 'express';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { ProblemError } from './problemError.ts';

const patterns = endpoints.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/:\w+/gu, '[^/]+').replaceAll('.', String.raw`\.`)}/?$`, 'u'),
}));

/** 405 with the methods there are, for an address that exists. */
export const refuseOtherMethods: RequestHandler = (request, _response, next) => {
  const allow = patterns.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method);
  next(allow.length > 0 ? new ProblemError('method-not-allowed', { allow }) : undefined);
};
