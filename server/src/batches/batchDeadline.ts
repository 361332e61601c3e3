/** A whole office's work in one transaction takes seconds, and a person waits for it. */
export const BATCH_DEADLINE_MS = 60_000;
