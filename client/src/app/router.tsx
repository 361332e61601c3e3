import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { readActivitySearch } from '../activity/activitySearch.ts';
import { readMyWorkSearch } from '../assignedWork/myWorkSearch.ts';
import { prefetchMyWork } from '../assignedWork/prefetchMyWork.ts';
import { readMentionsSearch } from '../mentions/mentionsSearch.ts';
import { findSession } from '../session/sessionQuery.ts';
import { returnAddress } from '../session/returnAddress.ts';
import { MissingPage } from './MissingPage.tsx';
import { PageError } from './PageError.tsx';
import { Root } from './Root.tsx';
import { parseSearch, stringifySearch } from './searchText.ts';

const loadShell = () => import('../shell/Shell.tsx');
const loadMyWork = () => import('../assignedWork/MyWorkPage.tsx');

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
  component: lazyRouteComponent(() => import('../session/SignInPage.tsx'), 'SignInPage'),
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
  component: lazyRouteComponent(loadShell, 'Shell'),
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
    if (session !== null) prefetchMyWork(context.queryClient, deps, session);
  },
  component: lazyRouteComponent(loadMyWork, 'MyWorkPage'),
});

const customer = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('../customers/CustomerPage.tsx'), 'CustomerPage'),
});

const activity = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity',
  validateSearch: readActivitySearch,
  component: lazyRouteComponent(() => import('../activity/ActivityPage.tsx'), 'ActivityPage'),
});

const activityAction = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity/$actionId',
  component: lazyRouteComponent(() => import('../activity/ActivityActionPage.tsx'), 'ActivityActionPage'),
});

const mentions = createRoute({
  getParentRoute: () => signedIn,
  path: '/mentions',
  validateSearch: readMentionsSearch,
  component: lazyRouteComponent(() => import('../mentions/MentionsPage.tsx'), 'MentionsPage'),
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
  component: lazyRouteComponent(() => import('../settings/SettingsPage.tsx'), 'SettingsPage'),
});

const queue = createRoute({
  getParentRoute: () => signedIn,
  path: '/queue',
  component: lazyRouteComponent(() => import('../workQueue/QueuePage.tsx'), 'QueuePage'),
});

const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([
    home,
    myWork,
    customer,
    activity,
    activityAction,
    mentions,
    settings,
    settingsSection,
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
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: MissingPage,
  });
}

/** Fetches what nearly every visit needs next, while the server is still asked who is signed in. */
export function preloadScreens(): void {
  // A failure shows where the screen is drawn, which asks again.
  for (const load of [loadShell, loadMyWork]) load().catch(() => undefined);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
