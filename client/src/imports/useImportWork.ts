import {
  cancelImport,
  checkImport,
  listImports,
  runImport,
  setImportMapping,
  undoImport,
} from '@caseload/shared/imports/endpoints.ts';
import type { CustomerImport, Delimiter, Encoding } from '@caseload/shared/imports/import.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { importQuery } from './importsQuery.ts';
import { type RulesDraft, sendable } from './rulesDraft.ts';

/** How the file is to be read, where what was found by itself is wrong. */
export type Reading = { readonly encoding: Encoding } | { readonly delimiter: Delimiter };

/** What can be done with an import. Each answers the import as it is then, which every screen shows at once. */
export function useImportWork(id: string) {
  const queryClient = useQueryClient();
  const params = { id };
  const { queryKey } = importQuery(id);
  const options = {
    onSuccess: (fresh: CustomerImport) => {
      queryClient.setQueryData(queryKey, fresh);
      return queryClient.invalidateQueries({ queryKey: [listImports.id] });
    },
    // A refusal mostly means that it stands otherwise than the page shows.
    onError: () => queryClient.invalidateQueries({ queryKey }),
  };
  return {
    read: useMutation({
      mutationFn: (body: Reading) => call(setImportMapping, { params, body }),
      ...options,
    }),
    check: useMutation({
      mutationFn: async (rules: RulesDraft) => {
        await call(setImportMapping, { params, body: { rules: sendable(rules) } });
        return call(checkImport, { params });
      },
      ...options,
    }),
    run: useMutation({ mutationFn: () => call(runImport, { params }), ...options }),
    cancel: useMutation({ mutationFn: () => call(cancelImport, { params }), ...options }),
    undo: useMutation({ mutationFn: () => call(undoImport, { params }), ...options }),
  };
}

export type ImportWorkDesk = ReturnType<typeof useImportWork>;
