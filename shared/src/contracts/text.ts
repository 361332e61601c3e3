import { z } from 'zod';

const NUL = '\u0000';

/** PostgreSQL refuses NUL and would store a lone surrogate as another character, so neither may enter. */
export function isStorableText(value: string): boolean {
  return value.isWellFormed() && !value.includes(NUL);
}

const storable = (schema: z.ZodString) =>
  schema.refine(isStorableText, {
    error: 'must not contain NUL characters or lone surrogates',
    abort: true,
  });

/** Text of several lines, kept exactly as typed; lengths in UTF-16 code units. */
export const longText = (maximum: number, minimum = 0) => storable(z.string().min(minimum).max(maximum));

/** Text of one line, trimmed, at least one character. */
export const shortText = (maximum: number) =>
  storable(
    z
      .string()
      .trim()
      .min(1)
      .max(maximum)
      .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters'),
  );
