import { withClient } from '@caseload/db/embedded/connect.ts';

/** Runs SQL as the user of the URL, who may read across organisations or take the app's role. */
export type Sql = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Each statement on a connection of its own: faults end connections, and the prover must not mind. */
export const makeSql =
  (url: string): Sql =>
  <Row extends object>(text: string, values: readonly unknown[] = []) =>
    withClient(url, async (client) => (await client.query<Row>(text, [...values])).rows);

/** The same as the application's role, seeing one organisation. */
export const makeScopedSql =
  (url: string, organisationId: string): Sql =>
  <Row extends object>(text: string, values: readonly unknown[] = []) =>
    withClient(url, async (client) => {
      await client.query('select set_config($1, $2, false)', ['caseload.organisation_id', organisationId]);
      await client.query("set role caseload_app; set timezone = 'UTC'; set statement_timeout = '60s'");
      return (await client.query<Row>(text, [...values])).rows;
    });
