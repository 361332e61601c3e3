import { rowsOf } from '../../support/rows.ts';

const TABLES = {
  columns: `
    select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      a.attidentity as identity, a.attgenerated as generated, pg_get_expr(d.adbin, d.adrelid) as expression
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1`,
  constraints: `
    select conname as name, conrelid::regclass::text as relation, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype <> 't' order by 1, 2`,
  indexes: `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public' order by 1`,
  enums: `select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
    from pg_type t join pg_enum e on e.enumtypid = t.oid group by 1 order by 1`,
};

const EVERYTHING_ELSE = {
  security: `select relname as name, relrowsecurity, relforcerowsecurity, relacl::text as rights
    from pg_class where relnamespace in ('public'::regnamespace, 'caseload_meta'::regnamespace) and relkind in ('r', 'S') order by 1`,
  policies: `select tablename || '.' || policyname as name, roles::text, cmd, qual, with_check from pg_policies order by 1`,
  triggers: `select tgrelid::regclass || '.' || tgname as name, pg_get_triggerdef(oid) as definition from pg_trigger where not tgisinternal order by 1`,
  functions: `select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition, proowner::regrole::text as owner, proacl::text as rights
    from pg_proc p where pronamespace in ('public'::regnamespace, 'caseload_meta'::regnamespace)
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  extensions: `select extname as name from pg_extension order by 1`,
  ledger: `select name, checksum from caseload_meta.migrations order by 1`,
};

type Description = Record<string, unknown[]>;

async function describe(url: string, queries: Record<string, string>): Promise<Description> {
  const parts = await Promise.all(
    Object.entries(queries).map(async ([part, query]) => [part, await rowsOf(url, query)] as const),
  );
  return Object.fromEntries(parts);
}

/** What the drizzle schema speaks of: columns, constraints, indexes and enums, by name. */
export const describeTables = (url: string): Promise<Description> => describe(url, TABLES);

/** All of it: also policies, rights, triggers and functions. */
export const describeDatabase = (url: string): Promise<Description> =>
  describe(url, { ...TABLES, ...EVERYTHING_ELSE });
