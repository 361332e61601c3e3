import { createView, deleteView, listViews, updateView } from '@caseload/shared/views/endpoints.ts';
import type { View } from '@caseload/shared/views/view.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { type FilteredList, searchOf } from '../assignedWork/filterDocument.ts';
import { useOfferUndo } from '../undo/useOfferUndo.ts';

export type NewView = FilteredList & { readonly name: string; readonly shared: boolean };
type Parts = Partial<NewView>;

/** What a person does with their views. Each reads the tabs again, for others share theirs too. */
export function useViewActions() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const offerUndo = useOfferUndo();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: [listViews.id] });
  const whereNow = () => router.latestLocation.href;
  const show = (view: View, pressedAt: string) => {
    // Whoever went elsewhere or changed the list meanwhile is left alone.
    if (whereNow() === pressedAt) void navigate({ to: '/my-work', search: searchOf(view, view.id) });
  };

  const create = useMutation({
    mutationFn: (view: NewView) => call(createView, { body: view }),
    onMutate: whereNow,
    onSuccess: async (view, _, pressedAt) => {
      await readAgain();
      show(view, pressedAt);
    },
  });

  const update = useMutation({
    mutationFn: ({ view, parts }: { readonly view: View; readonly parts: Parts }) =>
      call(updateView, { params: { id: view.id }, body: { updatedAt: view.updatedAt ?? '', ...parts } }),
    onMutate: whereNow,
    onSuccess: async (view, _, pressedAt) => {
      await readAgain();
      show(view, pressedAt);
    },
    // Somebody else was quicker: the tabs say what it is now.
    onError: () => void readAgain(),
  });

  const remove = useMutation({
    mutationFn: (view: View) => call(deleteView, { params: { id: view.id } }),
    onMutate: whereNow,
    onSuccess: async (_, view, pressedAt) => {
      if (whereNow() === pressedAt) void navigate({ to: '/my-work', search: {} });
      // Before the tab is gone, which is when somebody who erred asks for it.
      offerUndo({
        message: t('views.deleted', { name: view.name }),
        undo: async () => {
          const { name, filter, sort, kind } = view;
          await create.mutateAsync({ name, filter, sort, shared: kind === 'shared' });
        },
      });
      await readAgain();
    },
  });

  return { create, update, remove };
}
