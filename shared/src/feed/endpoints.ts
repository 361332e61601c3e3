import { z } from 'zod';
import { defineEndpoint, EVENT_STREAM } from '../contracts/defineEndpoint.ts';

/** Seconds. Whoever wants to hear more asks again, and misses nothing. */
export const LISTEN_MAXIMUM = 3_600;

const seconds = z
  .string()
  .regex(/^[0-9]{1,4}$/u, `must be a whole number from 0 to ${LISTEN_MAXIMUM}`)
  .transform(Number)
  .pipe(z.int().max(LISTEN_MAXIMUM))
  .meta({
    description: 'The answer ends after so many seconds, 0 for what is there already; without it, it goes on',
    override: { type: 'integer', minimum: 0, maximum: LISTEN_MAXIMUM },
  });

export const listenToEvents = defineEndpoint({
  id: 'listenToEvents',
  method: 'GET',
  path: '/api/events',
  feature: 'feed',
  summary:
    'Hear of every action of the organisation in the order of commits, as server-sent events: `data` is the CustomerAction, `id` where it stands. With `Last-Event-ID` it goes on behind that one without a gap, otherwise with what has not been told yet',
  access: 'session',
  resumable: true,
  query: z.strictObject({ seconds: seconds.optional() }),
  produces: EVENT_STREAM,
  responses: { 200: null },
});
