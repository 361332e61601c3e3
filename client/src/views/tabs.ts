import { BUILT_IN_VIEWS, type BuiltInView, type View } from '@caseload/shared/views/view.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { TFunction } from 'i18next';
import { type FilteredList, isSameList, listOf, searchOf } from '../assignedWork/filterDocument.ts';
import type { MyWorkSearch } from '../assignedWork/myWorkSearch.ts';

/** One tab above the list. */
export type Tab = {
  /** Null is the usual list, which is no view: everything of one's own that is not done. */
  readonly view: View | null;
  readonly id: string;
  readonly name: string;
  readonly count: number | null;
  readonly search: MyWorkSearch;
};

export const USUAL_TAB = 'open';
const MOST_COUNTED = 999;

export function tabsOf(t: TFunction, views: readonly View[], usualCount: number | null): Tab[] {
  const usual: Tab = {
    view: null,
    id: USUAL_TAB,
    name: t('views.builtIn.open'),
    count: usualCount,
    search: {},
  };
  const others = views.map((view) => ({
    view,
    id: view.id,
    name: nameOf(t, view),
    count: view.count,
    search: searchOf(view, view.id),
  }));
  return [usual, ...others];
}

function nameOf(t: TFunction, { id, kind, name }: View): string {
  return kind === 'built-in' && isBuiltIn(id) ? t(`views.builtIn.${id}`) : name;
}

function isBuiltIn(id: string): id is BuiltInView {
  return BUILT_IN_VIEWS.some((known) => known === id);
}

/**
 * The tab an address began as. One that names no view, or one that is gone, stands for the first tab that holds
 * exactly its customers, else for the usual one, changed.
 */
export function tabOf(
  tabs: readonly Tab[],
  search: MyWorkSearch,
  statuses: readonly Status[],
): Tab | undefined {
  const named = tabs.find(({ view }) => view !== null && view.id === search.view);
  const same = tabs.find((tab) => isSameList(listOf(tab.search), listOf(search), statuses));
  return named ?? same ?? tabs.find(({ view }) => view === null);
}

/** Whether filters or order were changed since the view was chosen. */
export function isModified(tab: Tab, now: FilteredList, statuses: readonly Status[]): boolean {
  return !isSameList(listOf(tab.search), now, statuses);
}

/** `999+` beyond what anybody counts. */
export function countText(count: number, language: string): string {
  return count > MOST_COUNTED ? `${MOST_COUNTED}+` : count.toLocaleString(language);
}
