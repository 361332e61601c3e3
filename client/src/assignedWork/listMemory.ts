import { z } from 'zod';

const KEY = 'caseload.myWork';

const listMemory = z.object({
  /** The screen of the list. */
  to: z.enum(['/my-work', '/customers']),
  /** The query string of the list, `?` included, empty for the usual one. */
  search: z.string(),
  activeId: z.string().nullable(),
  /** Pixels. */
  scrollY: z.number(),
});
export type ListMemory = z.output<typeof listMemory>;

/** Where the person was in the list last, in this tab. */
export function recallList(): ListMemory | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  try {
    return listMemory.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export function rememberList(memory: ListMemory): void {
  sessionStorage.setItem(KEY, JSON.stringify(memory));
}
