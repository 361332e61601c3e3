import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { type FileFault, sniffFile } from './sniffFile.ts';

/** Where the upload stands. `refused`: this file will not do; `failed`: it may be tried again. */
export type UploadState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'refused'; readonly name: string; readonly fault: FileFault }
  | { readonly kind: 'uploading'; readonly name: string; readonly size: number; readonly sent: number }
  | { readonly kind: 'failed'; readonly name: string; readonly error: unknown }
  | { readonly kind: 'ready'; readonly import: CustomerImport };

export type UploadDesk = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => UploadState;
  readonly start: (file: File) => Promise<void>;
  readonly retry: () => void;
  readonly cancel: () => void;
  /** Forgets how the last upload ended. */
  readonly clear: () => void;
};

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number) => void;
};

type Upload = (file: File, options: Options) => Promise<CustomerImport>;

/** One upload at a time. It goes on while the person looks at other pages. */
export function createUploadDesk(upload: Upload): UploadDesk {
  const listeners = new Set<() => void>();
  let state: UploadState = { kind: 'idle' };
  let running: AbortController | null = null;
  let last: File | null = null;

  function set(next: UploadState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function stop(): void {
    running?.abort();
    running = null;
  }

  async function start(file: File): Promise<void> {
    stop();
    const controller = new AbortController();
    running = controller;
    const { signal } = controller;
    last = file;
    const { name, size } = file;
    const tell = (next: UploadState) => {
      if (!signal.aborted) set(next);
    };
    tell({ kind: 'uploading', name, size, sent: 0 });
    try {
      const fault = await sniffFile(file);
      if (fault !== null) return tell({ kind: 'refused', name, fault });
      const onProgress = (sent: number) => tell({ kind: 'uploading', name, size, sent });
      tell({ kind: 'ready', import: await upload(file, { signal, onProgress }) });
    } catch (error) {
      tell({ kind: 'failed', name, error });
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    start,
    retry() {
      if (last !== null) void start(last);
    },
    cancel() {
      stop();
      set({ kind: 'idle' });
    },
    clear() {
      if (state.kind !== 'uploading') set({ kind: 'idle' });
    },
  };
}
