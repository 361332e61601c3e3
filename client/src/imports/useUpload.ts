import { uploadImport } from '@caseload/shared/imports/endpoints.ts';
import { customerImport } from '@caseload/shared/imports/import.ts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { sendFile } from '../api/sendFile.ts';
import { sendableName } from '../attachments/fileLimits.ts';
import { createUploadDesk, type UploadDesk, type UploadState } from './uploadDesk.ts';

/** They live as long as what else the signed-in person has loaded. */
const known = new WeakMap<QueryClient, UploadDesk>();

function deskOf(queryClient: QueryClient): UploadDesk {
  const kept = known.get(queryClient);
  if (kept !== undefined) return kept;
  const desk = createUploadDesk((file, options) =>
    sendFile(uploadImport, customerImport, { query: { name: sendableName(file.name) }, file }, options),
  );
  known.set(queryClient, desk);
  return desk;
}

export function useUpload(): { readonly desk: UploadDesk; readonly state: UploadState } {
  const desk = deskOf(useQueryClient());
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.state) };
}
