import fc from 'fast-check';

/** Runs a property with a seed that is printed, so that a failure seen once can be seen again. */
export function checkSeeded<T>(property: fc.IProperty<T>, numRuns = 500): void {
  fc.assert(property, { seed: chooseSeed(), numRuns });
}

export async function checkSeededAsync<T>(property: fc.IAsyncProperty<T>, numRuns = 300): Promise<void> {
  await fc.assert(property, { seed: chooseSeed(), numRuns });
}

function chooseSeed(): number {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`fast-check seed ${seed}`);
  return seed;
}
