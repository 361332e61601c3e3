import type { Contender, Contest } from '../contest.ts';
import { flatOut, type SetUp } from '../drive/flatOut.ts';
import type { Office } from '../office.ts';
import type { Sizes } from '../sizes.ts';
import { atDesks, OWN_PAGE } from './requests.ts';

/** The first page of everybody's own work. */
export function pageContest(office: Office, floorUrl: string, { readers }: Sizes): Contest {
  const read = (url: string, setUp: SetUp, expected?: readonly number[]): Contender['measure'] => {
    const work = { connections: readers, url, setUp, ...(expected === undefined ? {} : { expected }) };
    return (seconds) => flatOut(work, seconds);
  };
  const ask = (path: string) =>
    atDesks(office, (client, { person }) => {
      client.setRequests([{ path, headers: { cookie: person.cookie } }]);
    });
  const askFloor = atDesks(office, (client, { person }) => {
    client.setRequests([{ path: `/page/${person.id}` }]);
  });
  return {
    name: `${readers} read pages of 100 assigned customers`,
    comparedBy: 'rate',
    contenders: [
      { name: 'floor', measure: read(floorUrl, askFloor) },
      {
        name: 'Caseload, as the screen asks',
        goals: [{ of: 'ratio', atLeast: 2 }],
        measure: read(office.url, ask(OWN_PAGE)),
      },
      {
        name: 'Caseload, with notes',
        goals: [{ of: 'ratio', atLeast: 1.2 }],
        measure: read(office.url, ask(`${OWN_PAGE}&include=notes`)),
      },
      { name: 'Caseload, not changed (304)', measure: read(office.url, revalidate(office), [304]) },
    ],
  };
}

/** Asks again for a page that has not changed, as a screen does every half minute. */
const revalidate = (office: Office) =>
  atDesks(office, (client, { person }) => {
    let tag = '';
    client.setRequests([
      {
        path: OWN_PAGE,
        setupRequest: (request) => ({
          ...request,
          headers: { cookie: person.cookie, ...(tag === '' ? {} : { 'if-none-match': tag }) },
        }),
        onResponse(status, _body, _context, headers) {
          if (status === 200) tag = headerOf(headers, 'etag');
        },
      },
    ]);
  });

/** autocannon gives headers as they were written. */
function headerOf(headers: object | undefined, wanted: string): string {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted);
  return typeof found?.[1] === 'string' ? found[1] : '';
}

/** Everybody reads the work of the one with 1,500 customers: its first page, and all pages in turn. */
export function longListContest(office: Office, floorUrl: string, { readers }: Sizes): Contest {
  const { cookie, id } = office.busiest;
  const read = (url: string, setUp: SetUp): Contender['measure'] => {
    const work = { connections: readers, url, setUp };
    return (seconds) => flatOut(work, seconds);
  };
  return {
    name: `${readers} read the 1,500 customers of one person`,
    comparedBy: 'rate',
    contenders: [
      {
        name: 'floor, first page',
        measure: read(floorUrl, (client) => client.setRequests([{ path: `/page/${id}` }])),
      },
      {
        name: 'Caseload, first page',
        goals: [{ of: 'ratio', atLeast: 2 }],
        measure: read(office.url, (client) => client.setRequests([{ path: OWN_PAGE, headers: { cookie } }])),
      },
      {
        name: 'Caseload, page after page',
        goals: [{ of: 'ratio', atLeast: 2 }],
        measure: read(office.url, (client) => {
          let next = OWN_PAGE;
          client.setRequests([
            {
              setupRequest: (request) => ({ ...request, path: next, headers: { cookie } }),
              onResponse(_status, body) {
                const cursor = /"nextCursor":"([^"]+)"/u.exec(body.slice(-500))?.[1];
                next = cursor === undefined ? OWN_PAGE : `${OWN_PAGE}&cursor=${encodeURIComponent(cursor)}`;
              },
            },
          ]);
        }),
      },
    ],
  };
}
