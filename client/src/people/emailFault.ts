import { z } from 'zod';

const emailAddress = z.email().max(254);

/** Whether a text can be somebody's e-mail address, as the server reads it. */
export function isEmail(text: string): boolean {
  return emailAddress.safeParse(text.trim().toLowerCase()).success;
}
