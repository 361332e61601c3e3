import type { Scenario } from '../measure.ts';
import type { Office } from '../office.ts';
import { atDesks, COMMENT, JSON_TYPE, updateOf } from './requests.ts';

/** The same work done by the floor and by the product; the first is what the others are compared with. */
export type Contest = { readonly name: string; readonly scenarios: readonly Scenario[] };

const READERS = 30;
const WRITERS = 50;

/** What GOALS compares: pages, comments and updates, against bare node:http and pg with the same SQL. */
export function contestsOf(office: Office, floorUrl: string): Contest[] {
  return [
    {
      name: `${READERS} read pages of 100 assigned customers`,
      scenarios: [
        readFloor(office, floorUrl),
        read(office, 'Caseload, as the screen asks', '/api/customers?assignedTo=me'),
        read(office, 'Caseload, with notes', '/api/customers?assignedTo=me&include=notes'),
        revalidate(office),
      ],
    },
    {
      name: `${WRITERS} at mixed work: 80 % pages, 15 % comments, 5 % updates`,
      scenarios: [mixFloor(office, floorUrl), mix(office)],
    },
    {
      name: `${WRITERS} comment`,
      scenarios: [
        {
          name: 'floor',
          connections: WRITERS,
          url: floorUrl,
          setUp: () =>
            atDesks(office, (client, { customer }) => {
              client.setRequests([
                { method: 'POST', path: `/comment/${customer.id}`, headers: JSON_TYPE, body: COMMENT },
              ]);
            }),
        },
        {
          name: 'Caseload',
          connections: WRITERS,
          url: office.url,
          setUp: () =>
            atDesks(office, (client, { customer, person }) => {
              const headers = { ...JSON_TYPE, cookie: person.cookie };
              const path = `/api/customers/${customer.id}/comments`;
              client.setRequests([{ method: 'POST', path, headers, body: COMMENT }]);
            }),
        },
      ],
    },
    {
      name: `${WRITERS} update, each a customer of their own`,
      scenarios: [
        {
          name: 'floor',
          connections: WRITERS,
          url: floorUrl,
          setUp: () =>
            atDesks(office, (client, { customer }) => {
              const body = JSON.stringify({ notes: 'One of many turns of the load run.' });
              client.setRequests([
                { method: 'POST', path: `/update/${customer.id}`, headers: JSON_TYPE, body },
              ]);
            }),
        },
        {
          name: 'Caseload',
          connections: WRITERS,
          url: office.url,
          // After the floor's turn the first base is stale: the answer names the current one.
          expected: [409],
          setUp: () =>
            atDesks(office, (client, { customer, person }) => {
              client.setRequests([updateOf(person.cookie, customer)]);
            }),
        },
      ],
    },
  ];
}

/** Of twenty requests. */
const MIX = [...Array<'page'>(16).fill('page'), 'comment', 'comment', 'comment', 'update'] as const;

function mixFloor(office: Office, url: string): Scenario {
  return {
    name: 'floor',
    connections: WRITERS,
    url,
    setUp: () =>
      atDesks(office, (client, { customer, person }, index) => {
        const body = {
          page: undefined,
          comment: COMMENT,
          update: JSON.stringify({ notes: 'A turn of the load run.' }),
        };
        client.setRequests(
          rotated(MIX, index).map((what) =>
            what === 'page'
              ? { path: `/page/${person.id}` }
              : { method: 'POST', path: `/${what}/${customer.id}`, headers: JSON_TYPE, body: body[what] },
          ),
        );
      }),
  };
}

function mix(office: Office): Scenario {
  return {
    name: 'Caseload',
    connections: WRITERS,
    url: office.url,
    expected: [409],
    setUp: () =>
      atDesks(office, (client, { customer, person: { cookie } }, index) => {
        const update = updateOf(cookie, customer);
        const requests = {
          page: { path: '/api/customers?assignedTo=me', headers: { cookie } },
          comment: {
            method: 'POST',
            path: `/api/customers/${customer.id}/comments`,
            headers: { ...JSON_TYPE, cookie },
            body: COMMENT,
          },
          update,
        } as const;
        client.setRequests(rotated(MIX, index).map((what) => requests[what]));
      }),
  };
}

/** Begun at another place, so that not everybody does the same at once. */
const rotated = <T>(list: readonly T[], by: number): T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];

function read(office: Office, name: string, path: string): Scenario {
  return {
    name,
    connections: READERS,
    url: office.url,
    setUp: () =>
      atDesks(office, (client, { person }) => {
        client.setRequests([{ path, headers: { cookie: person.cookie } }]);
      }),
  };
}

/** Asks again for a page that has not changed, as a screen does every half minute. */
function revalidate(office: Office): Scenario {
  const path = '/api/customers?assignedTo=me';
  return {
    name: 'Caseload, not changed (304)',
    connections: READERS,
    url: office.url,
    expected: [304],
    setUp: () =>
      atDesks(office, (client, { person }) => {
        let tag = '';
        client.setRequests([
          {
            path,
            setupRequest: (request) => ({
              ...request,
              headers: { cookie: person.cookie, ...(tag === '' ? {} : { 'if-none-match': tag }) },
            }),
            onResponse(status, _body, _context, headers) {
              if (status === 200) tag = headerOf(headers, 'etag');
            },
          },
        ]);
      }),
  };
}

/** autocannon gives headers as they were written. */
function headerOf(headers: object | undefined, wanted: string): string {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted);
  return typeof found?.[1] === 'string' ? found[1] : '';
}

function readFloor(office: Office, url: string): Scenario {
  return {
    name: 'floor',
    connections: READERS,
    url,
    setUp: () =>
      atDesks(office, (client, { person }) => {
        client.setRequests([{ path: `/page/${person.id}` }]);
      }),
  };
}
