import { type CustomTypesConfig, types } from 'pg';
import { isoInstant } from '../schema/instant.ts';

/** The driver's types, except that a `timestamptz` is a text with its microseconds rather than a `Date`. */
export const exactTimes: CustomTypesConfig = {
  getTypeParser(id, format) {
    return id === types.builtins.TIMESTAMPTZ ? isoInstant : types.getTypeParser(id, format);
  },
};

/** Every value as PostgreSQL wrote it: what is only passed on, compared or counted need not be parsed. */
export const asWritten: CustomTypesConfig = { getTypeParser: () => (written: string) => written };
