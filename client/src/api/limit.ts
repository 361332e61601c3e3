import type { ProblemError } from './errors.ts';

type Listener = (refusal: ProblemError) => void;

const listeners = new Set<Listener>();

/** Calls back with every refusal for being one call too many, whoever called; returns the way to stop. */
export function subscribeToLimit(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells of a refusal, should it be one for too many calls. */
export function tellOfLimit(refusal: ProblemError): void {
  if (refusal.problem.type !== 'rate-limited') return;
  for (const listener of listeners) listener(refusal);
}
