import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { listOrganisationActions } from '@caseload/shared/organisationActions/endpoints.ts';
import { countTags, listTags, mergeTags, removeTags } from '@caseload/shared/tags/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { counted } from '../people/counted.ts';
import { useTakeBack } from '../people/useTakeBack.ts';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { notifications } from '@mantine/notifications';

export type TagWrite = {
  readonly tags: readonly string[];
  /** What they become; null: they are taken away. */
  readonly into: string | null;
  /** Stays the same while one press is tried again, so that it happens once. */
  readonly idempotencyKey: string;
};

/** Renames, merges or removes tags on all customers that have them, and offers to take it back as one unit. */
export function useTagWrites() {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const takeBack = useTakeBack();
  return useMutation({
    mutationFn: ({ tags, into, idempotencyKey }: TagWrite) =>
      into === null
        ? call(removeTags, { body: { tags: [...tags] } }, { idempotencyKey })
        : call(mergeTags, { body: { tags: [...tags], into } }, { idempotencyKey }),
    onSuccess: ({ batch }, { tags, into }) => {
      const count = batch?.changed ?? 0;
      const names = { from: tags.join(', '), into: into ?? '', ...counted(count, i18n.language) };
      const message = t(into === null ? 'tags.wereRemoved' : 'tags.becameOne', names);
      if (batch === null) notifications.show({ message, autoClose: 8_000 });
      else offerUndo({ message, undo: async () => void (await takeBack(batch.id)) });
    },
    onSettled: () =>
      Promise.all(
        [countTags, listTags, listCustomers, listOrganisationActions].map(({ id }) =>
          queryClient.invalidateQueries({ queryKey: [id] }),
        ),
      ),
  });
}
