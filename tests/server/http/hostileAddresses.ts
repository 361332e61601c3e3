import { endpoints } from '@caseload/shared/endpoints.ts';
import { type HostileInput, hostile, invalidAt, JSON_TYPE, rawInput, refusedAs } from './hostileInput.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** Every address with every method that it does not take. */
export function hostileMethods(): HostileInput[] {
  const paths = [...new Set(endpoints.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const taken = new Set<string>(
      endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => method),
    );
    return METHODS.filter((method) => !taken.has(method)).map((method) =>
      hostile(`${method} ${path}`, refusedAs(405, 'method-not-allowed'), ({ customers }) => ({
        method,
        path: path.replace(':id', customers[0]),
        headers: [JSON_TYPE],
        body: '{}',
      })),
    );
  });
}

const NOWHERE = [
  '/',
  '/index.html',
  '/api',
  '/api/',
  '/api/nothing',
  '/API/customers',
  '/api/customers/x/y/z',
  '//api/customers',
  '/api//customers',
  '/api/customers;a=b',
  '/api/%63ustomers',
  '/../../etc/passwd',
  '/api/../../etc/passwd',
  '/api/..%2f..%2fetc%2fpasswd',
  '/api/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cwindows%5cwin.ini',
  '/.env',
  '/.git/config',
  '/package.json',
  '/%00',
  '/%zz',
  '/api/openapi.json.bak',
  '/health/../api/customers',
  '/metrics;x',
  '/cgi-bin/test',
  '/api/graphql',
  'http://elsewhere.example/admin',
  '*',
] as const;

export function hostileAddresses(): HostileInput[] {
  return [
    ...NOWHERE.map((path) =>
      hostile(`nothing at ${path}`, refusedAs(404, 'not-found'), () => ({ method: 'GET', path })),
    ),
    hostile('an address of 20,000 characters', refusedAs(431, 'headers-too-large'), () => ({
      method: 'GET',
      path: `/api/${'a'.repeat(20_000)}`,
    })),
    hostile('a query of 20,000 characters', refusedAs(431, 'headers-too-large'), () => ({
      method: 'GET',
      path: `/api/customers?q=${'a'.repeat(20_000)}`,
    })),
    hostile('a query of 5,000 parameters', invalidAt('/a'), () => ({
      method: 'GET',
      path: `/api/customers?${'a&'.repeat(5_000)}`,
    })),
    hostile('a customer that is nobody', refusedAs(404, 'not-found'), () => ({
      method: 'GET',
      path: '/api/customers/0193a5d2-0000-7000-8000-00000000beef',
    })),
    hostile('a customer of another organisation', refusedAs(404, 'not-found'), ({ northgateCustomer }) => ({
      method: 'GET',
      path: `/api/customers/${northgateCustomer}`,
    })),
    ...[
      'GET /api/ customers HTTP/1.1',
      'GET api/customers HTTP/1.1',
      'GET /a\u0000 HTTP/1.1',
      'GET /a\tb HTTP/1.1',
    ].map((line) =>
      rawInput(`request line ${JSON.stringify(line)}`, invalidAt(''), () => `${line}\r\nHost: a\r\n\r\n`),
    ),
  ];
}
