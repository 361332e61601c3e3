import type { History, SeenAction } from '../history/call.ts';
import type { Memory, UnaskedExit } from '../installation/appProcess.ts';

/** A change of one field as the audit trail has it. */
export type FieldImage = { readonly field: string; readonly from: unknown; readonly to: unknown };

/** A row of the audit trail as the database has it, in the order of `position`. */
export type Action = {
  readonly id: string;
  readonly position: number;
  /** The number of the transaction that wrote it. */
  readonly transaction: number;
  readonly customer: string;
  readonly type: string;
  readonly version: number | null;
  readonly changes: readonly FieldImage[];
  readonly comment: string | null;
  readonly operation: string;
  readonly batch: string | null;
  readonly createdAt: string;
};

/** A customer: its flat fields by the names of the contract. */
export type Row = {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type Aftermath = {
  /** Connections of the app that were looked at. */
  readonly connections: number;
  /** States of the app's connections that are not idle, some time after the last request. */
  readonly openTransactions: readonly string[];
  readonly deadlocks: number;
  readonly memoryBefore: Memory;
  readonly memoryAfter: Memory;
};

/** Everything the checks look at. Only the history is certain to be there. */
export type Evidence = {
  readonly history: History;
  /** Customers before the first workload, as the database had them. */
  readonly before: ReadonlyMap<string, Row>;
  readonly rows: ReadonlyMap<string, Row>;
  readonly actions: readonly Action[];
  /** Operation id of each batch by the batch's id. */
  readonly batches: ReadonlyMap<string, string>;
  /** The same customers and trails by the API. */
  readonly apiRows: ReadonlyMap<string, Row>;
  readonly apiTrails: ReadonlyMap<string, readonly SeenAction[]>;
  readonly unreadable: readonly string[];
  /** Digests of sessions that are in the database. */
  readonly sessions: ReadonlySet<string>;
  /** Digest of each session the clients had, by its name. */
  readonly sessionDigests: ReadonlyMap<string, string>;
  /** What differs in the other organisation, which nobody changed. */
  readonly neighbourChanges: readonly string[];
  /** Undefined when the process is somebody else's. */
  readonly unaskedExits: readonly UnaskedExit[] | undefined;
  readonly aftermath: Aftermath | undefined;
};
