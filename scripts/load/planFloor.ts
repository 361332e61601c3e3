import type { FloorPlan } from '@caseload/load/floor/floorPlan.ts';
import type { Office } from '@caseload/load/office.ts';
import { customerListOf } from '@caseload/server/assignedWork/customerList.ts';
import { pageStatement } from '@caseload/server/assignedWork/queries.ts';

const PAGE = { after: undefined, rows: 101, withNotes: true } as const;

/** What the floor serves: the product's own statement for a page, its JSON built by PostgreSQL. */
export function planFloor(databaseUrl: string, { people, busiest }: Office): FloorPlan {
  const pageOf = ({ session: { employee, organisation } }: Office['busiest']) => {
    const actor = { id: employee.id, organisationId: organisation.id, organisation };
    const asker = { actor, now: new Date(), timeZone: 'UTC' };
    return pageStatement(customerListOf({ assignedTo: 'me' }, 'dueAt', asker), PAGE);
  };
  return {
    databaseUrl,
    organisationId: busiest.session.organisation.id,
    actorId: busiest.id,
    page: {
      name: 'page',
      text: `select coalesce(json_agg(p), '[]')::text as json from (${pageOf(busiest).text}) as p`,
    },
    pageValues: Object.fromEntries([...people, busiest].map((person) => [person.id, pageOf(person).values])),
  };
}
