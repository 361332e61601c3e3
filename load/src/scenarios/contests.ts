import type { SignedIn } from '../client.ts';
import type { Contest } from '../contest.ts';
import { DEMO_EMPLOYEES, type Office } from '../office.ts';
import type { Sizes } from '../sizes.ts';
import { crowdContest } from './crowd.ts';
import { depthContests } from './depth.ts';
import { exportContests } from './exports.ts';
import { importContest } from './importFile.ts';
import { mixedContest } from './mixed.ts';
import { oneCustomerContests } from './oneCustomer.ts';
import { overlapContest } from './overlap.ts';
import { longListContest, pageContest } from './pages.ts';
import { reassignContest } from './reassign.ts';
import { searchContests } from './search.ts';
import { signInContests } from './signIns.ts';
import { writeContests } from './writes.ts';

/** The people who manage. */
export type Management = { readonly supervisor: SignedIn; readonly admin: SignedIn };

/** Everything that is measured in an office of 18,000 customers. What leaves it larger comes last. */
export function officeContests(
  office: Office,
  floorUrl: string,
  { supervisor, admin }: Management,
  sizes: Sizes,
): Contest[] {
  return [
    pageContest(office, floorUrl, sizes),
    longListContest(office, floorUrl, sizes),
    mixedContest(office, floorUrl, sizes),
    ...writeContests(office, floorUrl, sizes),
    ...oneCustomerContests(office, supervisor, sizes),
    ...signInContests(office, sizes),
    ...sizes.crowds.map((count) => crowdContest(office, count, { ...sizes, different: DEMO_EMPLOYEES })),
    overlapContest(office, supervisor),
    ...sizes.batches.map((count) => reassignContest(office, supervisor, count)),
    ...sizes.imports.map((rows) => importContest(office.url, admin, rows)),
  ];
}

/** What must not become slower in a city. `different` is how many people work there. */
export function cityContests(office: Office, city: Office, different: number, sizes: Sizes): Contest[] {
  return [
    ...depthContests(office, city),
    ...searchContests(office, city),
    ...exportContests(office, city),
    ...sizes.crowds.map((count) => {
      const contest = crowdContest(city, count, { ...sizes, different });
      return { ...contest, name: `${contest.name}, in the city` };
    }),
  ];
}
