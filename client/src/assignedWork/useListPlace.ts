import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { stringifySearch } from '../app/searchText.ts';
import { isFocusFree } from '../shell/focus.ts';
import { focusRow } from './focusRow.ts';
import { recallList, rememberList } from './listMemory.ts';
import { type ListPlace, useWhichList } from './listPlace.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/**
 * The active row of the list and the scroll position, kept while the person is at a customer and back.
 * @param ids the rows that are there, null while none are shown
 */
export function useListPlace(ids: readonly string[] | null) {
  // Not the router's location, which is the next page's already while this one is still shown.
  const search = addressText(useMyWorkSearch().search);
  const { to } = useWhichList();
  const [active, setActive] = useState(() => ({ search, id: recalledFor(to, search)?.activeId ?? null }));
  const activeId = active.search === search ? active.id : null;
  const isShown = ids !== null;
  const isRestored = useRef(false);
  const awaited = useRef<string | null>(null);
  const scrollY = useRef(0);

  const restore = useEffectEvent(() => {
    const memory = recalledFor(to, search);
    if (memory === null) return;
    window.scrollTo(0, memory.scrollY);
    awaited.current = memory.activeId;
  });

  useLayoutEffect(() => {
    if (!isShown || isRestored.current) return;
    isRestored.current = true;
    restore();
  }, [isShown]);

  // After a reload the row may lie on a page that is still to come.
  useLayoutEffect(() => {
    const id = awaited.current;
    if (id === null || !ids?.includes(id)) return;
    awaited.current = null;
    if (!isFocusFree()) return;
    focusRow(id, { preventScroll: true });
    showFocused();
  }, [ids]);

  const remember = useEffectEvent(() => rememberList({ to, search, activeId, scrollY: scrollY.current }));

  useEffect(() => {
    if (!isShown) return;
    scrollY.current = window.scrollY;
    remember();
  }, [isShown, search, activeId]);

  // Read while the list still stands: once it is being replaced, the window may have been moved already.
  useEffect(() => {
    const onScroll = () => {
      scrollY.current = window.scrollY;
    };
    const onLeave = () => remember();
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, []);

  return { activeId, setActive: useCallback((id: string) => setActive({ search, id }), [search]) };
}

/** Whoever left by keys from the end of the list scrolled away from the row; the focus must be seen all the same. */
function showFocused(): void {
  const focused = document.activeElement;
  const place = focused?.getBoundingClientRect();
  if (place === undefined || (place.bottom > 0 && place.top < window.innerHeight)) return;
  focused?.scrollIntoView({ block: 'nearest' });
}

/** In one order: what the address says was typed in another than what links say. */
function addressText(search: MyWorkSearch): string {
  return stringifySearch(Object.fromEntries(Object.entries(search).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

function recalledFor(to: ListPlace['to'], search: string) {
  const memory = recallList();
  return memory?.to === to && memory.search === search ? memory : null;
}
