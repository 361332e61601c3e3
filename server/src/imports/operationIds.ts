/**
 * The `operation_id`s of imports. They hold a space, which no `Idempotency-Key` may, so nobody can use one up
 * beforehand. What a row is known by is its external id, else a digest of its cells with a number.
 */

/** Under which a row becomes a new customer, in SQL: the same row never becomes a second one. */
export const CREATED_OPERATION = `case when r.external_id is null then 'import row ' else 'import 1 ' end || p.identity`;

/** Under which a customer reaches `version` by a row. */
export const updatedOperation = (identity: string, version: number) => `import ${version} ${identity}`;

/** Under which an import brings back what the undoing of another one had archived. */
export const RESTORED_OPERATION = 'import restored ';
export const restoredOperation = (identity: string, version: number) =>
  `${RESTORED_OPERATION}${version} ${identity}`;

/** Under which a customer that an import had made is archived again when that import is taken back. */
export const ARCHIVED_OPERATION = 'import archived ';
export const archivedOperation = (customerId: string, version: number) =>
  `${ARCHIVED_OPERATION}${version} ${customerId}`;

/** Under which a customer that an import had changed is set back. */
export const setBackOperation = (customerId: string, version: number) =>
  `import set back ${version} ${customerId}`;

/** Under which the organisation's history tells of a person whom an import made. */
export const arrivedOperation = (personId: string) => `import person ${personId}`;

/** Whether a row of `customers`, by its name in the statement, is as the undoing of an import left it: archived. */
export const isTakenBack = (customer: string) =>
  `(${customer}.archived and exists (select from customer_actions a
    where a.organisation_id = ${customer}.organisation_id and a.customer_id = ${customer}.id
      and a.customer_version = ${customer}.version and starts_with(a.operation_id, '${ARCHIVED_OPERATION}')))`;
