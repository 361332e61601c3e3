/** The fields of a customer that a write sets, by the names of the contract. */
export type Changes = Readonly<Record<string, unknown>>;
/** A customer and the state of it that a client had seen. */
export type Token = { readonly id: string; readonly version: number; readonly updatedAt: string };

/** A list of customers as a client asked for it. */
export type AskedList = {
  /** A person's id, `none` or `any`. */
  readonly assignedTo: string;
  /** Undefined for all of them. */
  readonly statuses?: readonly string[];
  readonly archived: 'false' | 'true' | 'any';
  readonly sort: 'dueAt' | 'name' | 'priority' | 'updatedAt';
  readonly backwards?: boolean;
  readonly limit: number;
};

/** What a client meant by an exchange, besides the bytes it sent. */
export type Meaning =
  | { readonly kind: 'update'; readonly base: Token; readonly set: Changes }
  | { readonly kind: 'comment'; readonly customer: string; readonly text: string }
  | {
      readonly kind: 'batch';
      readonly customers: readonly Token[];
      readonly assignedTo: string | null;
      readonly mode: 'all-or-nothing' | 'best-effort';
    }
  | { readonly kind: 'readCustomer'; readonly customer: string }
  /** The newest page of the audit trail. */
  | { readonly kind: 'readTrail'; readonly customer: string }
  /** A page of a list, behind the row that the page before ended with. */
  | { readonly kind: 'readPage'; readonly list: AskedList; readonly behind: SeenRow | undefined }
  /** Hears of what was committed behind an event, or of what comes. */
  | { readonly kind: 'listen'; readonly behind: string | undefined }
  | { readonly kind: 'signIn'; readonly session: string; readonly employee: string }
  | { readonly kind: 'whoAmI'; readonly session: string }
  | { readonly kind: 'signOut'; readonly session: string }
  /** Ends other sessions of the same person. */
  | { readonly kind: 'endOthers'; readonly session: string; readonly ended: readonly string[] }
  /** Lets a person act no more: all their sessions end. */
  | { readonly kind: 'deactivate'; readonly employee: string; readonly ended: readonly string[] }
  /** A call on behalf of one organisation that names ids of the other one. */
  | { readonly kind: 'trespass'; readonly organisation: string; readonly isBatch: boolean }
  | { readonly kind: 'other' };

/** A customer on a page; `content` is what `contentOf` makes of all that lists show of it. */
export type SeenRow = { readonly id: string; readonly version: number; readonly content: string };

/** A page of a list, and the tag it was sent with. */
export type SeenPage = {
  readonly rows: readonly SeenRow[];
  readonly nextCursor: string | null;
  readonly tag: string | undefined;
};

/** A row of the audit trail as an answer showed it; `content` is what `contentOf` makes of all it says. */
export type SeenAction = {
  readonly id: string;
  readonly version: number | null;
  readonly content: string;
};

/** An event of the feed: its id is a position, and what it says is an action. */
export type SeenEvent = { readonly position: number; readonly action: SeenAction };

export type SeenConflict = { readonly field: string; readonly base: unknown; readonly theirs: unknown };

/** A customer that a batch left as it is, and why. */
type Left = { readonly id: string; readonly reason: string };

/** What the checks need of an answer's body; the whole body is in the file. */
export type Seen = {
  /** A customer in an answer of 200, 201 or 409. */
  readonly customer?: Token;
  /** What `contentOf` makes of that customer's fields. */
  readonly content?: string;
  readonly conflicts?: readonly SeenConflict[];
  readonly alsoChanged?: readonly SeenConflict[];
  readonly actions?: readonly SeenAction[];
  readonly events?: readonly SeenEvent[];
  /** Of an answer of 304 the page that was sent with the tag before. */
  readonly page?: SeenPage;
  readonly batch?: { readonly id: string; readonly changed: number; readonly skipped: readonly Left[] };
  /** The customers for whose sake a batch was refused. */
  readonly refusedFor?: readonly Left[];
  readonly action?: SeenAction;
  readonly replayed?: boolean;
};

/** How an exchange came to nothing: cut by the other side, or not answered for too long. */
export type Loss = 'cut' | 'refused' | 'late';

/** One request and its answer. Times are milliseconds since the run began, of a clock that never jumps. */
export type Call = {
  /** The line of the request in the history file, counted from 1. */
  readonly line: number;
  readonly client: string;
  /** The organisation on whose behalf it was sent. */
  readonly organisation: string;
  /** The operation id, by which a write sent again happens once; empty for reads. */
  readonly operation: string;
  readonly meaning: Meaning;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Undefined when there was no answer. */
  readonly status: number | undefined;
  readonly loss: Loss | undefined;
  /** `type` of a problem; the content type when an error was no problem document. */
  readonly problem: string | undefined;
  readonly seen: Seen;
  /** Foreign canaries found in any byte of the answer. */
  readonly canaries: readonly string[];
};

/** A fault, and what it excuses while it lasts. */
export type FaultWindow = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The app was killed, stopped or told to end: connections to it may be cut or refused. */
  readonly cutsClients: boolean;
};

export type History = { readonly calls: readonly Call[]; readonly faults: readonly FaultWindow[] };
