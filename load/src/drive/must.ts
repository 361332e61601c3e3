import type { z } from 'zod';
import type { Connection, Question } from './connection.ts';

/** Asks, and holds the answer against its contract. Throws for every answer but 2xx. */
export async function must<S extends z.ZodType>(
  { ask }: Connection,
  shape: S,
  question: Question,
): Promise<z.output<S>> {
  const { status, body } = await ask(question);
  if (status < 200 || status > 299) throw new Error(`${question.path}: ${status} ${body.slice(0, 300)}`);
  return shape.parse(JSON.parse(body));
}
