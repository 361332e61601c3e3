import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { escapeLiteral } from 'pg';
import type { CustomerList } from '@caseload/server/assignedWork/customerList.ts';
import { type PageRequest, pageStatement } from '@caseload/server/assignedWork/queries.ts';

/** All customers of an organisation that have one of the statuses and are not archived. */
export const everybodysList = (organisationId: string, statuses: readonly string[]) =>
  ({
    organisationId,
    assignedTo: undefined,
    team: undefined,
    importId: undefined,
    statuses,
    priorities: undefined,
    tags: undefined,
    archived: false,
    due: { from: undefined, before: undefined, none: false },
    created: { from: undefined, before: undefined },
    followUp: undefined,
    text: undefined,
    sort: 'dueAt',
  }) satisfies CustomerList;

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

/** The same for the plan that is made before the values are known. */
export async function explainPlannedOnce(
  database: Database,
  list: CustomerList,
  page: PageRequest,
): Promise<PlanNode[]> {
  const { text, values } = pageStatement(list, page);
  const given = values.map((value) => escapeLiteral(String(value))).join(', ');
  const [, , , answer] = await database.read({ organisationId: list.organisationId }, (tx) => [
    tx.raw('set local plan_cache_mode = force_generic_plan', []),
    tx.raw('set local enable_bitmapscan = off', []),
    tx.raw(`prepare page as ${text}`, []),
    tx.raw(`explain (analyze, buffers off, timing off, format json) execute page(${given})`, []),
    tx.raw('deallocate page', []),
  ]);
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
