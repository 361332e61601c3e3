import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';

const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

const readiness = {
  method: 'GET',
  feature: 'operations',
  access: 'public',
  responses: { 200: health },
} as const;

export const getHealth = defineEndpoint({
  ...readiness,
  id: 'getHealth',
  path: '/health',
  summary: 'Ready to serve: the database answers and the process is not shutting down; 503 otherwise',
});

export const getReady = defineEndpoint({
  ...readiness,
  id: 'getReady',
  path: '/ready',
  summary: 'The same as /health',
});

export const getLive = defineEndpoint({
  ...readiness,
  id: 'getLive',
  path: '/live',
  summary: 'The process runs; says nothing of the database',
});

export const getOpenApi = defineEndpoint({
  id: 'getOpenApi',
  method: 'GET',
  path: '/api/openapi.json',
  feature: 'operations',
  access: 'public',
  summary: 'This document',
  responses: { 200: z.record(z.string(), z.unknown()) },
});
