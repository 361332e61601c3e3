import { createRequire } from 'node:module';
import {
  type Connection,
  DatabaseError,
  type FieldDef,
  Query,
  type QueryConfig,
  type QueryResult,
  type QueryResultRow,
  types,
} from 'pg';
import { NotExecuted } from './errors.ts';

// The driver's own way to write a value as PostgreSQL reads it; its types do not name it.
const { prepareValue }: { prepareValue: (value: unknown) => string | Buffer | null } = createRequire(
  import.meta.url,
)('pg/lib/utils');

export type StatementConfig = QueryConfig & { readonly rowMode?: string };

/** What a statement was answered with: the first word of the tag, such as `COMMIT`, and the rows. */
export type Answer<R extends QueryResultRow> = Pick<QueryResult<R>, 'command' | 'rows'>;
/** The same where the caller looks at the rows as they come. */
export type AnyAnswer = Pick<QueryResult, 'command' | 'rows'>;

type Sent = {
  readonly config: StatementConfig;
  readonly rows: QueryResultRow[];
  tag: string;
  fault: unknown;
  readonly resolve: (answer: Answer<never>) => void;
  readonly reject: (error: unknown) => void;
};
type Prepared = { readonly text: string; readonly fields: readonly FieldDef[] };

/** What each connection has prepared, by name. */
const preparedBy = new WeakMap<Connection, Map<string, Prepared>>();
const NO_FIELDS: readonly FieldDef[] = [];

/** The driver takes nothing else on a pipelined connection than what it takes for a query of its own. */
const DriverQuery: new (text: string) => object = Query;

/**
 * Statements that leave in one packet and are answered in one: they end with a single Sync, where the driver would
 * end each with its own. When one fails, PostgreSQL skips those behind it. A named statement is parsed and
 * described once for each connection.
 */
export class Exchange extends DriverQuery {
  readonly #statements: Sent[] = [];
  #prepared = new Map<string, Prepared>();
  /** The statement that is being answered. */
  #at = 0;
  #fields = NO_FIELDS;
  #readRow: (values: ReadonlyArray<string | null>) => QueryResultRow = () => ({});

  constructor() {
    super('');
  }

  /** Resolves when the whole exchange was answered. Rejects with `NotExecuted` when a statement before it failed. */
  add<R extends QueryResultRow>(config: StatementConfig): Promise<Answer<R>> {
    return new Promise((resolve, reject) => {
      this.#statements.push({ config, rows: [], tag: '', fault: undefined, resolve, reject });
    });
  }

  /** Called by the driver. Sends nothing at all when one of the values cannot be written. */
  submit(connection: Connection): unknown {
    let values: Array<Array<string | Buffer | null>>;
    try {
      values = this.#statements.map(({ config }) => (config.values ?? []).map(prepareValue));
    } catch (error) {
      return error;
    }
    this.#prepared = preparedBy.get(connection) ?? new Map<string, Prepared>();
    preparedBy.set(connection, this.#prepared);
    connection.stream.cork();
    for (const [i, { config }] of this.#statements.entries()) this.#write(connection, config, values[i]);
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  #write(
    connection: Connection,
    { name = '', text }: StatementConfig,
    values: Array<string | Buffer | null> | undefined,
  ): void {
    const isPrepared = this.#prepared.get(name)?.text === text;
    if (!isPrepared) {
      // One that failed may have been parsed all the same; to close one that is not there is no error.
      if (name !== '') connection.close({ type: 'S', name }, true);
      connection.parse({ name, text, types: [] }, true);
    }
    connection.bind({ statement: name, values: values ?? [] }, true);
    if (!isPrepared) connection.describe({ type: 'P' }, true);
    connection.execute({}, true);
  }

  handleRowDescription({ fields }: { fields: readonly FieldDef[] }): void {
    this.#fields = fields;
  }

  handleDataRow({ fields: values }: { fields: ReadonlyArray<string | null> }): void {
    const statement = this.#statements[this.#at];
    if (statement === undefined || statement.fault !== undefined) return;
    try {
      if (statement.rows.length === 0) this.#readRow = rowReader(statement.config, this.#fieldsOf(statement));
      statement.rows.push(this.#readRow(values));
    } catch (error) {
      statement.fault = error;
    }
  }

  #fieldsOf({ config: { name = '' } }: Sent): readonly FieldDef[] {
    return this.#fields === NO_FIELDS ? (this.#prepared.get(name)?.fields ?? NO_FIELDS) : this.#fields;
  }

  handleCommandComplete({ text: tag }: { text: string }): void {
    const statement = this.#statements[this.#at];
    if (statement === undefined) return;
    statement.tag = tag;
    const { name, text } = statement.config;
    if (name !== undefined && this.#prepared.get(name)?.text !== text)
      this.#prepared.set(name, { text, fields: this.#fields });
    this.#fields = NO_FIELDS;
    this.#at += 1;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** An error of PostgreSQL, or of the connection: then nobody knows what became of those that are not answered. */
  handleError(error: unknown): void {
    const failed = this.#statements[this.#at];
    this.#settle(this.#at);
    if (failed?.config.name !== undefined) this.#prepared.delete(failed.config.name);
    failed?.reject(error);
    const skipped = isAnswer(error)
      ? new NotExecuted('a statement before it failed', { cause: error })
      : error;
    for (const { reject } of this.#statements.slice(this.#at + 1)) reject(skipped);
  }

  handleReadyForQuery(): void {
    this.#settle(this.#statements.length);
  }

  #settle(end: number): void {
    for (const { rows, tag, fault, resolve, reject } of this.#statements.slice(0, end)) {
      if (fault === undefined) resolve({ command: commandOf(tag), rows: rows as never[] });
      else reject(fault);
    }
  }
}

/** Whether PostgreSQL said so, rather than fell silent. */
const isAnswer = (error: unknown): boolean => error instanceof DatabaseError;

function rowReader(
  { rowMode, types: custom = types }: StatementConfig,
  fields: readonly FieldDef[],
): (values: ReadonlyArray<string | null>) => QueryResultRow {
  const names = fields.map(({ name }) => name);
  const parsers = fields.map(({ dataTypeID }) => custom.getTypeParser(dataTypeID, 'text'));
  const parse = (value: string | null, i: number): unknown => (value === null ? null : parsers[i]?.(value));
  if (rowMode === 'array') return (values) => values.map(parse);
  return (values) => {
    const row: QueryResultRow = {};
    for (const [i, name] of names.entries()) row[name] = parse(values[i] ?? null, i);
    return row;
  };
}

const commandOf = (tag: string) => {
  const end = tag.indexOf(' ');
  return end < 0 ? tag : tag.slice(0, end);
};
