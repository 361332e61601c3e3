import { createView, deleteView, listViews, updateView } from '@caseload/shared/views/endpoints.ts';
import type { View } from '@caseload/shared/views/view.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
  const offerUndo = useOfferUndo();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: [listViews.id] });
  const show = (view: View) => void navigate({ to: '/my-work', search: searchOf(view, view.id) });

  const create = useMutation({
    mutationFn: (view: NewView) => call(createView, { body: view }),
    onSuccess: async (view) => {
      await readAgain();
      show(view);
    },
  });

  const update = useMutation({
    mutationFn: ({ view, parts }: { readonly view: View; readonly parts: Parts }) =>
      call(updateView, { params: { id: view.id }, body: { updatedAt: view.updatedAt ?? '', ...parts } }),
    onSuccess: async (view) => {
      await readAgain();
      show(view);
    },
    // Somebody else was quicker: the tabs say what it is now.
    onError: () => void readAgain(),
  });

  const remove = useMutation({
    mutationFn: (view: View) => call(deleteView, { params: { id: view.id } }),
    onSuccess: async (_, view) => {
      void navigate({ to: '/my-work', search: {} });
      await readAgain();
      offerUndo({
        message: t('views.deleted', { name: view.name }),
        undo: async () => {
          const { name, filter, sort, kind } = view;
          await create.mutateAsync({ name, filter, sort, shared: kind === 'shared' });
        },
      });
    },
  });

  return { create, update, remove };
}
