import { randomInt } from 'node:crypto';

/** Says something of a run beside its outcome: a figure, a seed. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A new seed for every run, printed; `CASELOAD_SEED=… npm test -- <file>` runs the same again. */
export function printSeed(): number {
  const given = process.env['CASELOAD_SEED'];
  const seed = given === undefined ? randomInt(1, 2 ** 31) : Number(given);
  print(`seed ${seed}`);
  return seed;
}
