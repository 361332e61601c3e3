import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';
import type { Paging } from './usePaging.ts';

type Options = {
  readonly ids: readonly string[];
  readonly activeId: string | null;
  readonly moveTo: (index: number) => void;
  readonly open: (id: string) => void;
  readonly focusSearch: () => void;
  readonly paging: Paging;
};

/** The keyboard's way through the list. */
export function useListKeys({ ids, activeId, moveTo, open, focusSearch, paging }: Options): void {
  const { t } = useTranslation();
  const at = activeId === null ? -1 : ids.indexOf(activeId);
  const step = (by: number) => {
    if (ids.length > 0) moveTo(at === -1 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1));
  };
  const openActive = () => {
    if (activeId !== null && at !== -1) open(activeId);
  };
  useKeys([
    { keys: ['j', 'ArrowDown'], label: t('assignedWork.keys.nextRow'), run: () => step(1) },
    { keys: ['k', 'ArrowUp'], label: t('assignedWork.keys.previousRow'), run: () => step(-1) },
    { keys: ['o', 'Enter'], label: t('assignedWork.keys.open'), run: openActive },
    { keys: ['/'], label: t('assignedWork.keys.search'), run: focusSearch },
    { keys: ['n'], label: t('assignedWork.keys.nextPage'), run: () => paging.next?.() },
    { keys: ['p'], label: t('assignedWork.keys.previousPage'), run: () => paging.previous?.() },
  ]);
}
