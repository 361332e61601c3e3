import { type CustomTypesConfig, types } from 'pg';
import { isoInstant } from '../schema/instant.ts';

/** The driver's types, except that a `timestamptz` is a text with its microseconds rather than a `Date`. */
export const exactTimes: CustomTypesConfig = {
  getTypeParser(id, format) {
    return id === types.builtins.TIMESTAMPTZ ? isoInstant : types.getTypeParser(id, format);
  },
};
