import { lazyRouteComponent } from '@tanstack/react-router';
import { fetchCode } from '../api/fetchCode.ts';

/** A screen in a file of its own, which can be asked for again when it could not be fetched. */
export const lazyScreen: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(() => fetchCode(load), name);
