/** Where one person's half-typed text about one customer belongs, as the server names it. */
export type DraftPlace = {
  readonly customerId: string;
  /** `comment`, or `field.<name>`. */
  readonly kind: string;
};

type Owner = { readonly employeeId: string; readonly customerId: string };

const FIELD = 'caseload.draft';
const TYPED = 'caseload.typed';
const COMMENT = 'comment';

/** What the storage keys of a customer's half-typed fields begin with; the name of the field follows. */
export function fieldDraftPrefix({ employeeId, customerId }: Owner): string {
  return `${FIELD}/${employeeId}/${customerId}/`;
}

/** The customers whose half-typed fields are among these storage keys. */
export function customersWithDrafts(keys: readonly string[], employeeId: string): string[] {
  const places = keys.flatMap((key) => draftPlaceOf(key, employeeId) ?? []);
  return [...new Set(places.map(({ customerId }) => customerId))];
}

/** What the storage keys of all half-typed fields of a person begin with. */
export function fieldDraftsPrefix(employeeId: string): string {
  return `${FIELD}/${employeeId}/`;
}

/** The storage key of text that belongs to no field. */
export function typedKey({ employeeId, customerId }: Owner, what: string): string {
  return `${TYPED}/${employeeId}/${customerId}/${what}`;
}

/** The draft that is kept under a storage key; null when it is none of this person's that the server should have. */
export function draftPlaceOf(key: string, employeeId: string): DraftPlace | null {
  const [area, owner, customerId, ...rest] = key.split('/');
  const name = rest.join('/');
  if (owner !== employeeId || customerId === undefined || name === '') return null;
  if (area === FIELD) return { customerId, kind: `field.${name}` };
  return area === TYPED && name === COMMENT ? { customerId, kind: COMMENT } : null;
}

/** The storage key of a draft, by the name the server has for it. */
export function draftKeyOf(employeeId: string, { customerId, kind }: DraftPlace): string {
  const owner = { employeeId, customerId };
  return kind === COMMENT ? typedKey(owner, COMMENT) : fieldDraftPrefix(owner) + kind.slice('field.'.length);
}

/** What all storage keys of a customer's drafts begin with. */
export function draftPrefixes(owner: Owner): string[] {
  return [fieldDraftPrefix(owner), typedKey(owner, '')];
}
