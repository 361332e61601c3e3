import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import { draftPlaceOf, draftPrefixes } from './draftPlaces.ts';
import { contentOf } from './drafts.ts';
import type { ThrottledStorage } from './throttledStorage.ts';

/** Text that two windows of this browser typed into the same place, put aside by the later one. */
export type AsideDraft = { readonly draft: Draft; readonly forget: () => void };

/** Stands for a device where a draft comes from another window of this one. */
export const OTHER_WINDOW = 'other-window';

type Owner = { readonly employeeId: string; readonly customerId: string };

export function draftsAside(storage: ThrottledStorage, owner: Owner, now: Date): AsideDraft[] {
  return draftPrefixes(owner)
    .flatMap(storage.putAside)
    .flatMap(({ key, value, forget }): AsideDraft[] => {
      const place = draftPlaceOf(key, owner.employeeId);
      const content = contentOf(value);
      if (place === null || content === null) return [];
      return [{ draft: { ...place, content, device: OTHER_WINDOW, typedAt: typedAtOf(value, now) }, forget }];
    });
}

/** Half a comment is kept without its time. */
function typedAtOf(value: unknown, now: Date): string {
  const typedAt = typeof value === 'object' && value !== null && 'typedAt' in value ? value.typedAt : null;
  return typeof typedAt === 'string' ? typedAt : now.toISOString();
}
