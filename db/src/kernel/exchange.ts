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
  readonly values: Array<string | Buffer | null>;
  readonly rows: QueryResultRow[];
  /** What its rows consist of, once that is known. */
  fields: readonly FieldDef[];
  tag: string;
  fault: unknown;
  readonly resolve: (answer: Answer<never>) => void;
  readonly reject: (error: unknown) => void;
};
type Prepared = { readonly text: string; readonly fields: readonly FieldDef[] };

/** The protocol counts the values of a statement in 16 bits. */
const VALUES_AT_MOST = 65_535;

/** What each connection has prepared, by name. */
const preparedBy = new WeakMap<Connection, Map<string, Prepared>>();

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
  #unwritable: unknown;
  #wasSent = false;
  #isCutOff = false;
  /** How the driver learns that it need not wait any more, where it has a time limit of its own. */
  callback: (() => void) | undefined;
  #readRow: (values: ReadonlyArray<string | null>) => QueryResultRow = () => ({});

  constructor() {
    super('');
  }

  /** Whether any of it may have reached PostgreSQL. */
  get wasSent(): boolean {
    return this.#wasSent;
  }

  /** Whether it failed other than by an answer of PostgreSQL: nothing may be said after it. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /**
   * Resolves when the whole exchange was answered. Rejects with `NotExecuted` when a statement before it failed. One whose
   * values cannot be written keeps all of it from being sent.
   */
  add<R extends QueryResultRow>(config: StatementConfig): Promise<Answer<R>> {
    return new Promise((resolve, reject) => {
      const values = this.#written(config.values ?? []);
      this.#statements.push({
        config,
        values,
        rows: [],
        fields: [],
        tag: '',
        fault: undefined,
        resolve,
        reject,
      });
    });
  }

  /** As they are now, whatever becomes of them until they leave. */
  #written(values: readonly unknown[]): Sent['values'] {
    try {
      if (values.length > VALUES_AT_MOST) throw new RangeError('more values than a statement can name');
      return values.map(prepareValue);
    } catch (error) {
      this.#unwritable ??= error;
      return [];
    }
  }

  /** Called by the driver, which takes what is returned for the error of all. */
  submit(connection: Connection): unknown {
    if (this.#unwritable !== undefined) return this.#unwritable;
    this.#prepared = preparedBy.get(connection) ?? new Map<string, Prepared>();
    preparedBy.set(connection, this.#prepared);
    this.#wasSent = true;
    connection.stream.cork();
    try {
      for (const statement of this.#statements) this.#write(connection, statement);
      connection.sync();
    } catch {
      // Half of a message can only be the last.
      connection.stream.destroy();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  #write(connection: Connection, statement: Sent): void {
    const { name = '', text } = statement.config;
    const prepared = this.#prepared.get(name);
    const isPrepared = prepared?.text === text;
    // Noted now: should one of the same name fail before this is answered, it is forgotten.
    if (isPrepared) statement.fields = prepared.fields;
    else {
      // One that failed may have been parsed all the same; to close one that is not there is no error.
      if (name !== '') connection.close({ type: 'S', name }, true);
      this.#prepared.delete(name);
      connection.parse({ name, text, types: [] }, true);
    }
    connection.bind({ statement: name, values: statement.values }, true);
    if (!isPrepared) connection.describe({ type: 'P' }, true);
    connection.execute({}, true);
  }

  handleRowDescription({ fields }: { fields: readonly FieldDef[] }): void {
    const statement = this.#statements[this.#at];
    if (statement !== undefined) statement.fields = fields;
  }

  handleDataRow({ fields: values }: { fields: ReadonlyArray<string | null> }): void {
    const statement = this.#statements[this.#at];
    if (statement === undefined || statement.fault !== undefined) return;
    try {
      if (statement.rows.length === 0) this.#readRow = rowReader(statement);
      statement.rows.push(this.#readRow(values));
    } catch (error) {
      statement.fault = error;
    }
  }

  handleCommandComplete({ text: tag }: { text: string }): void {
    const statement = this.#statements[this.#at];
    if (statement === undefined) return;
    statement.tag = tag;
    const { name, text } = statement.config;
    if (name !== undefined && this.#prepared.get(name)?.text !== text)
      this.#prepared.set(name, { text, fields: statement.fields });
    this.#at += 1;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** An error of PostgreSQL, or of the connection: then nobody knows what became of those that are not answered. */
  handleError(error: unknown): void {
    const failed = this.#statements[this.#at];
    this.#isCutOff = !isAnswer(error);
    this.#settle(this.#at);
    if (failed?.config.name !== undefined) this.#prepared.delete(failed.config.name);
    failed?.reject(error);
    const skipped = this.#isCutOff
      ? error
      : new NotExecuted('a statement before it failed', { cause: error });
    for (const { reject } of this.#statements.slice(this.#at + 1)) reject(skipped);
    this.callback?.();
  }

  handleReadyForQuery(): void {
    this.#settle(this.#statements.length);
    this.callback?.();
  }

  #settle(end: number): void {
    for (const { rows, tag, fault, resolve, reject } of this.#statements.slice(0, end)) {
      if (fault === undefined) resolve({ command: commandOf(tag), rows: rows as never[] });
      else reject(fault);
    }
  }
}

/** Whether PostgreSQL said so, rather than fell silent. */
const isAnswer = (error: unknown): boolean => error instanceof DatabaseError && error.code !== undefined;

function rowReader({
  config: { rowMode, types: custom = types },
  fields,
}: Sent): (values: ReadonlyArray<string | null>) => QueryResultRow {
  const names = fields.map(({ name }) => name);
  const parsers = fields.map(({ dataTypeID }) => custom.getTypeParser(dataTypeID, 'text'));
  const parse = (value: string | null, i: number): unknown => (value === null ? null : parsers[i]?.(value));
  if (rowMode === 'array') return (values) => values.map(parse);
  return (values) => {
    const row: QueryResultRow = {};
    let i = 0;
    for (const name of names) {
      row[name] = parse(values[i] ?? null, i);
      i += 1;
    }
    return row;
  };
}

const commandOf = (tag: string) => {
  const end = tag.indexOf(' ');
  return end < 0 ? tag : tag.slice(0, end);
};
