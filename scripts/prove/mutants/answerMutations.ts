import type { Mutation } from './mutant.ts';

/** Bugs that store everything as it should be and say something else. */
export const answerMutations = {
  'answer-of-before': {
    name: 'answer-of-before',
    bug: 'a save is answered with the new version and the notes of the one before',
    patches: [
      {
        file: 'server/src/customers/updateCustomer.ts',
        find: '([saved]) => ({ customer: saved ?? customer, replayed: false }),',
        replace:
          '([saved]) => ({ customer: { ...(saved ?? customer), notes: customer.notes }, replayed: false }),',
      },
    ],
  },
  'done-as-under-way': {
    name: 'done-as-under-way',
    bug: 'a comment that is there under its operation id is taken for one that is still being written',
    patches: [
      {
        file: 'server/src/customerActions/recordRemark.ts',
        find: 'import { notFound }',
        replace: 'import { busy, notFound }',
      },
      {
        file: 'server/src/customerActions/recordRemark.ts',
        find: '  return { action: await findEarlier(database, actor, operation), replayed: true };',
        replace: '  throw busy(1, undefined);',
      },
    ],
  },
  'unmarked-problem': {
    name: 'unmarked-problem',
    bug: 'a refusal is sent as any other JSON, so that nobody knows it for a problem',
    patches: [
      {
        file: 'server/src/http/errorHandler.ts',
        find: "type('application/problem+json')",
        replace: "type('application/json')",
      },
    ],
  },
  'hidden-newest': {
    name: 'hidden-newest',
    bug: 'the newest action is left out of a trail',
    patches: [
      {
        file: 'server/src/customerActions/queries.ts',
        find: 'order by customer_actions.position desc limit ${values.add(rows)}`',
        replace: 'order by customer_actions.position desc limit ${values.add(rows)} offset 1`',
      },
    ],
  },
  'feed-by-position': {
    name: 'feed-by-position',
    bug: 'the feed goes by positions, as if what has the higher one were committed later',
    patches: [
      {
        file: 'server/src/feed/queries.ts',
        find: `(transaction_id, position) > ($2::xid8, $3::bigint)
      and transaction_id < reach.horizon and`,
        replace: 'position > $3::bigint and $2::xid8 is not null and',
      },
      {
        file: 'server/src/feed/queries.ts',
        find: 'order by customer_actions.transaction_id, customer_actions.position limit',
        replace: 'order by customer_actions.position limit',
      },
      {
        file: 'server/src/feed/queries.ts',
        find: '  order by found.transaction, found.position`',
        replace: '  order by found.position`',
      },
      {
        file: 'server/src/feed/readFeed.ts',
        find: '  const horizon = { transaction: Number(first?.horizon ?? place.transaction), position: 0 };',
        replace: '  const horizon = last?.place ?? place;',
      },
      {
        file: 'server/src/feed/readFeed.ts',
        find: '  const now = { transaction: Number(head?.horizon), position: 0 };',
        replace: '  const now = { transaction: 0, position: Number(head?.position) };',
      },
      {
        file: 'server/src/feed/place.ts',
        find: 'a.transaction === b.transaction ? a.position > b.position : a.transaction > b.transaction',
        replace: 'a.position > b.position',
      },
    ],
  },
  'refused-and-done': {
    name: 'refused-and-done',
    bug: 'one comment in ten is written and then refused',
    patches: [
      {
        file: 'server/src/customerActions/recordRemark.ts',
        find: '    return { action, replayed: false };',
        replace:
          "    if (Math.random() < 0.1) throw notFound('There is no such customer.');\n    return { action, replayed: false };",
      },
    ],
  },
  'stale-read': {
    name: 'stale-read',
    bug: 'a customer is shown as it was up to a minute ago',
    patches: [
      {
        file: 'server/src/customers/routes.ts',
        find: `    const [[customer]] = await database.read({ organisationId }, (tx) => [
      findCustomer(tx, organisationId, params.id),
    ]);`,
        replace: `    const cache = ((globalThis as Record<string, unknown>)['stale'] ??= new Map()) as Map<string, { at: number; customer: Awaited<ReturnType<typeof findCustomer>>[number] | undefined }>;
    let kept = cache.get(params.id);
    if (!kept || Date.now() - kept.at > 60_000) {
      const [[found]] = await database.read({ organisationId }, (tx) => [findCustomer(tx, organisationId, params.id)]);
      cache.set(params.id, (kept = { at: Date.now(), customer: found }));
    }
    const { customer } = kept;`,
      },
    ],
  },
} as const satisfies Record<string, Mutation>;
