import fc from 'fast-check';
import { printSeed } from '../../support/print.ts';

/** Runs a property with a seed that is printed, so that a failure seen once can be seen again. */
export function checkSeeded<T>(property: fc.IProperty<T>, numRuns = 500): void {
  fc.assert(property, { seed: printSeed(), numRuns });
}

export async function checkSeededAsync<T>(property: fc.IAsyncProperty<T>, numRuns = 300): Promise<void> {
  await fc.assert(property, { seed: printSeed(), numRuns });
}
