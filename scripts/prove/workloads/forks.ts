import { makeRandom, type Random } from '../../seed/random.ts';

/** A source of its own for each client, so that their order in time does not change what each of them does. */
export const forks = (random: Random, count: number): Random[] =>
  Array.from({ length: count }, () => makeRandom(random.between(1, 2 ** 31)));
