import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { readActivitySearch } from '../activity/activitySearch.ts';
import { fetchCode } from '../api/fetchCode.ts';
import { readCustomersSearch, readMyWorkSearch } from '../assignedWork/myWorkSearch.ts';
import { readBoardSearch } from '../board/boardSearch.ts';
import { readImportSearch } from '../imports/importSteps.ts';
import { readMentionsSearch } from '../mentions/mentionsSearch.ts';
import { readPeopleSearch } from '../people/peopleSearch.ts';
import { readReportsSearch } from '../reports/reportsSearch.ts';
import { findSession } from '../session/sessionQuery.ts';
import { returnAddress } from '../session/returnAddress.ts';
import { lazyScreen } from './lazyScreen.ts';
import { Root } from './Root.tsx';
import { parseSearch, stringifySearch } from './searchText.ts';

const loadShell = () => import('../shell/Shell.tsx');
const loadMyWork = () => import('../assignedWork/MyWorkPage.tsx');
const loadPageError = () => import('./PageError.tsx');
const loadOpeningFilters = () => import('../everyCustomer/openingFilters.ts');
const loadPrefetch = () => import('../assignedWork/prefetchMyWork.ts');

type RouterContext = { readonly queryClient: QueryClient };

const root = createRootRouteWithContext<RouterContext>()({ component: Root });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ returnTo: z.string().max(2_000).optional().catch(undefined) }),
  beforeLoad: async ({ context, search }) => {
    if ((await findSession(context.queryClient)) === null) return;
    throw redirect({ href: returnAddress(search.returnTo, window.location.origin), replace: true });
  },
  component: lazyScreen(() => import('../session/SignInPage.tsx'), 'SignInPage'),
});

const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: lazyScreen(() => import('../passwordLinks/SetPasswordPage.tsx'), 'SetPasswordPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  beforeLoad: async ({ context, location }) => {
    const session = await findSession(context.queryClient);
    if (session !== null) return;
    const asked = location.href === '/' ? {} : { returnTo: location.href };
    throw redirect({ to: '/sign-in', search: asked, replace: true });
  },
  component: lazyScreen(loadShell, 'Shell'),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-work', replace: true });
  },
});

const myWork = createRoute({
  getParentRoute: () => signedIn,
  path: '/my-work',
  validateSearch: readMyWorkSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => {
    const session = await findSession(context.queryClient);
    // Not awaited: the page shows what it has, and its filters follow the address at once.
    if (session === null) return;
    const { prefetchMyWork } = await fetchCode(loadPrefetch);
    prefetchMyWork(context.queryClient, deps, session);
  },
  component: lazyScreen(loadMyWork, 'MyWorkPage'),
});

const everyCustomer = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers',
  validateSearch: readCustomersSearch,
  beforeLoad: async ({ context, search }) => {
    if (search.assignedTo !== undefined) return;
    const session = await findSession(context.queryClient);
    if (session === null) return;
    const { openingFilters } = await fetchCode(loadOpeningFilters);
    const opening = await openingFilters(context.queryClient, session);
    throw redirect({ to: '/customers', search: { ...search, ...opening }, replace: true });
  },
  component: lazyScreen(() => import('../everyCustomer/EveryCustomerPage.tsx'), 'EveryCustomerPage'),
});

const board = createRoute({
  getParentRoute: () => signedIn,
  path: '/board',
  validateSearch: readBoardSearch,
  component: lazyScreen(() => import('../board/BoardPage.tsx'), 'BoardPage'),
});

const batch = createRoute({
  getParentRoute: () => signedIn,
  path: '/batches/$batchId',
  component: lazyScreen(() => import('../batches/BatchPage.tsx'), 'BatchPage'),
});

const customer = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId',
  component: lazyScreen(() => import('../customers/CustomerPage.tsx'), 'CustomerPage'),
});

const activity = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity',
  validateSearch: readActivitySearch,
  component: lazyScreen(() => import('../activity/ActivityPage.tsx'), 'ActivityPage'),
});

const activityAction = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity/$actionId',
  component: lazyScreen(() => import('../activity/ActivityActionPage.tsx'), 'ActivityActionPage'),
});

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: readReportsSearch,
  component: lazyScreen(() => import('../reports/ReportsPage.tsx'), 'ReportsPage'),
});

const mentions = createRoute({
  getParentRoute: () => signedIn,
  path: '/mentions',
  validateSearch: readMentionsSearch,
  component: lazyScreen(() => import('../mentions/MentionsPage.tsx'), 'MentionsPage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'profile' }, replace: true });
  },
});

const settingsSection = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/$section',
  component: lazyScreen(() => import('../settings/SettingsPage.tsx'), 'SettingsPage'),
});

const teams = createRoute({
  getParentRoute: () => signedIn,
  path: '/teams',
  component: lazyScreen(() => import('../teams/TeamsPage.tsx'), 'TeamsPage'),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  validateSearch: readPeopleSearch,
  component: lazyScreen(() => import('../people/PeoplePage.tsx'), 'PeoplePage'),
});

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/import',
  component: lazyScreen(() => import('../imports/ImportsPage.tsx'), 'ImportsPage'),
});

const customerImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/import/$importId',
  validateSearch: readImportSearch,
  component: lazyScreen(() => import('../imports/ImportPage.tsx'), 'ImportPage'),
});

const queue = createRoute({
  getParentRoute: () => signedIn,
  path: '/queue',
  component: lazyScreen(() => import('../workQueue/QueuePage.tsx'), 'QueuePage'),
});

const routeTree = root.addChildren([
  signIn,
  setPassword,
  signedIn.addChildren([
    home,
    myWork,
    everyCustomer,
    board,
    batch,
    customer,
    activity,
    activityAction,
    reports,
    mentions,
    settings,
    settingsSection,
    teams,
    people,
    imports,
    customerImport,
    queue,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: lazyScreen(loadPageError, 'PageError'),
    defaultNotFoundComponent: lazyScreen(() => import('./MissingPage.tsx'), 'MissingPage'),
  });
}

/** Fetches what nearly every visit needs next, and what may be needed when nothing can be fetched any more, while the server is still asked who is signed in. */
export function preloadScreens(): void {
  // A failure shows where the screen is drawn, which asks again.
  for (const load of [loadShell, loadMyWork, loadPrefetch, loadPageError]) load().catch(() => undefined);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
