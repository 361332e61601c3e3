import { createRequire } from 'node:module';
import type * as Drizzle from 'drizzle-orm';
import type * as NodePostgres from 'drizzle-orm/node-postgres';
import type * as PgCore from 'drizzle-orm/pg-core';

/**
 * The parts of drizzle-orm that are used here, by `require`: as ES modules Node reads drizzle's package.json of 180 kB
 * anew for each of a hundred files, which is most of the time that a process takes to start.
 */
const require = createRequire(import.meta.url);
const operators: typeof Drizzle = require('drizzle-orm');
const tables: typeof PgCore = require('drizzle-orm/pg-core');
const driver: typeof NodePostgres = require('drizzle-orm/node-postgres');

export type { SQL } from 'drizzle-orm';
export type { NodePgDatabase } from 'drizzle-orm/node-postgres';

export const { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } = operators;
export const {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} = tables;
export const { drizzle } = driver;
