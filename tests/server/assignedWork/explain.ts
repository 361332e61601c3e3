import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CustomerList } from '@caseload/server/assignedWork/customerList.ts';
import { type PageRequest, pageStatement } from '@caseload/server/assignedWork/queries.ts';

export type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  /** `SubPlan` is what runs for a row of the result. */
  readonly 'Parent Relationship'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
};

/**
 * The plan that PostgreSQL runs for a page, under the application's role, with what it really read. Without bitmaps: of
 * the handful of rows that a test has, reading all and sorting them is as cheap as an index that has them in order.
 */
export async function explainPage(
  database: Database,
  list: CustomerList,
  page: PageRequest,
): Promise<PlanNode[]> {
  const [, answer] = await database.read({ organisationId: list.organisationId }, (tx) => {
    const { text, values } = pageStatement(list, page);
    return [
      tx.raw('set local enable_bitmapscan = off', []),
      tx.raw(`explain (analyze, buffers off, timing off, format json) ${text}`, values),
    ];
  });
  return flatten(answer.rows[0]['QUERY PLAN'][0].Plan);
}

export function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

/** Rows taken from indexes or tables of customers, with those a filter then threw away. */
export function rowsRead(plan: readonly PlanNode[]): number {
  return plan
    .filter((node) => /Scan/u.test(node['Node Type']) && !/Subquery|Result/u.test(node['Node Type']))
    .reduce(
      (sum, node) =>
        sum + node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)),
      0,
    );
}
