import { markRead, type MentionPages } from '@caseload/client/mentions/markRead.ts';
import { describe, expect, it } from 'vitest';

const NOW = '2026-11-21T10:00:00.000Z';
const EARLIER = '2026-11-20T10:00:00.000000Z';

function mention(id: string, customerId: string, readAt: string | null = null) {
  return {
    action: {
      id,
      customerId,
      type: 'comment' as const,
      actor: { id: 'ana', name: 'Ana' },
      changes: [],
      comment: '@[Ben](user:ben)',
      attachments: [],
      customerVersion: null,
      via: 'browser' as const,
      requestId: null,
      batchId: null,
      createdAt: EARLIER,
    },
    customer: { id: customerId, name: 'Bakery' },
    readAt,
  };
}

function pages(...items: ReturnType<typeof mention>[]): MentionPages {
  const [first, ...others] = items;
  const page = (some: typeof items) => ({ items: some, nextCursor: null, unreadCount: 0 });
  return { pages: [page(first === undefined ? [] : [first]), page(others)], pageParams: [null, 'c'] };
}

const readOf = ({ pages: all }: MentionPages) =>
  all.flatMap(({ items }) => items.map(({ action, readAt }) => [action.id, readAt]));

describe('markRead', () => {
  const shown = pages(mention('1', 'a'), mention('2', 'b'), mention('3', 'b', EARLIER), mention('4', 'b'));

  it.each([
    [{ actionIds: ['2', '3'] }, [null, NOW, EARLIER, null], 1],
    [{ customerId: 'b' }, [null, NOW, EARLIER, NOW], 2],
    [{ all: true as const }, [NOW, NOW, EARLIER, NOW], 3],
  ])('%j marks those, keeps earlier times and every place', (which, readAts, count) => {
    const marked = markRead(shown, which, NOW);
    expect(readOf(marked.pages)).toEqual(readAts.map((readAt, index) => [String(index + 1), readAt]));
    expect(marked.count).toBe(count);
    expect(readOf(shown).map(([, readAt]) => readAt)).toEqual([null, null, EARLIER, null]);
  });
});
