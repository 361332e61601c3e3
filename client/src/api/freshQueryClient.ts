import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query';

/** A query client that never keeps what was read before it was said to have changed. */
export class FreshQueryClient extends QueryClient {
  /**
   * The library's own goes on with a reading that is under way where nothing is shown yet, and takes its answer for
   * new: it may be that of a moment before. Such a reading is followed by another.
   */
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const overtaken = this.getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter((query) => query.state.data === undefined || !query.isActive())
      .map((query) => ({ query, reading: Promise.resolve(query.promise).catch(() => undefined) }));
    await super.invalidateQueries(filters, options);
    if (overtaken.length === 0) return;
    await Promise.all(overtaken.map(({ reading }) => reading));
    const again = new Set<unknown>(overtaken.map(({ query }) => query));
    await super.invalidateQueries({ ...filters, predicate: (query) => again.has(query) }, options);
  }
}
