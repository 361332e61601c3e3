import { updateSettings } from '@caseload/shared/settings/endpoints.ts';
import type { Settings } from '@caseload/shared/settings/settings.ts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { sessionQuery } from '../session/sessionQuery.ts';
import { type SettingsPatch, takenBack, withPatch } from './settingsPatch.ts';

const KEY = [updateSettings.id];

/**
 * Sets some of the person's settings. The page follows at once; when the server refuses, what was set goes back to
 * what it was, unless it was set to something else meanwhile, and `error` says why.
 */
export function useSaveSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: KEY,
    // One after the other: the last press has to be what stays.
    scope: { id: updateSettings.id },
    mutationFn: (patch: SettingsPatch) => call(updateSettings, { body: patch }),
    onMutate: (patch) => {
      const before = knownSettings(queryClient);
      changeSettings(queryClient, (settings) => withPatch(settings, patch));
      return before;
    },
    onSuccess: (saved) => {
      const isLast = queryClient.isMutating({ mutationKey: KEY }) === 1;
      changeSettings(queryClient, (settings) =>
        isLast ? saved : { ...settings, updatedAt: saved.updatedAt },
      );
    },
    onError: (_error, patch, before) => {
      if (before !== undefined) changeSettings(queryClient, (now) => takenBack(now, patch, before));
    },
  });
}

function knownSettings(queryClient: QueryClient): Settings | undefined {
  return queryClient.getQueryData(sessionQuery().queryKey)?.settings;
}

function changeSettings(queryClient: QueryClient, change: (settings: Settings) => Settings): void {
  queryClient.setQueryData(sessionQuery().queryKey, (session) =>
    session === null || session === undefined ? session : { ...session, settings: change(session.settings) },
  );
}
