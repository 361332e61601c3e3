import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import { ATTACHMENTS_PER_COMMENT } from '@caseload/shared/attachments/attachment.ts';
import { z } from 'zod';
import { problemOf } from '../api/errors.ts';
import type { ThrottledStorage } from '../customers/throttledStorage.ts';
import type { NewComment } from '../outbox/outboxEntry.ts';
import { sendableName } from './fileLimits.ts';
import type { UploadOptions } from './upload.ts';

/** What became of a chosen file. `refused`: the server will not have it; `failed`: it may be tried again. */
export type FileState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'uploading'; readonly sentBytes: number }
  | { readonly kind: 'ready'; readonly attachmentId: string }
  | { readonly kind: 'failed' | 'refused'; readonly error: Error };

/** A file chosen for the comment being written. `blob` is null after a reload, when only the server has it. */
export type ChosenFile = {
  readonly key: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly blob: Blob | null;
  readonly state: FileState;
};

export type ChosenFiles = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly list: () => readonly ChosenFile[];
  /** Begins to upload them, one after another. */
  readonly add: (files: readonly File[]) => void;
  readonly remove: (key: string) => void;
  readonly retry: (key: string) => void;
  /** Hands everything over to somebody who goes on uploading; those on their way begin anew there. */
  readonly take: () => readonly ChosenFile[];
  readonly putBack: (files: NewComment['files']) => void;
};

export type ChosenFilesParts = {
  readonly storage: ThrottledStorage;
  /** Where in the storage the uploaded ones are remembered. */
  readonly place: string;
  readonly upload: (
    file: { readonly name: string; readonly blob: Blob },
    options: UploadOptions,
  ) => Promise<Attachment>;
  /** Takes back an upload nobody will use. */
  readonly forget: (attachmentId: string) => void;
};

const remembered = z
  .array(z.object({ id: z.string(), name: z.string(), mediaType: z.string(), sizeBytes: z.number() }))
  .max(ATTACHMENTS_PER_COMMENT);

/** The files of one comment being written. They outlive the page shown, and once uploaded also a reload. */
export function createChosenFiles({ storage, place, upload, forget }: ChosenFilesParts): ChosenFiles {
  const listeners = new Set<() => void>();
  const running = new Map<string, AbortController>();
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  let files: readonly ChosenFile[] = (remembered.safeParse(storage.read(place)).data ?? []).map(asReady);

  function set(next: readonly ChosenFile[]): void {
    files = next;
    for (const listener of listeners) listener();
  }

  function setAndKeep(next: readonly ChosenFile[]): void {
    set(next);
    const ready = files.flatMap(({ name, mediaType, sizeBytes, state }) =>
      state.kind === 'ready' ? [{ id: state.attachmentId, name, mediaType, sizeBytes }] : [],
    );
    if (ready.length === 0) storage.remove(place);
    else storage.write(place, ready);
  }

  function change(key: string, over: Partial<ChosenFile>): void {
    set(files.map((file) => (file.key === key ? { ...file, ...over } : file)));
  }

  function start(key: string): void {
    const controller = new AbortController();
    running.set(key, controller);
    change(key, { state: { kind: 'waiting' } });
    last = last.then(() => run(key, controller.signal));
  }

  async function run(key: string, signal: AbortSignal): Promise<void> {
    const file = files.find((each) => each.key === key);
    if (file === undefined || file.blob === null || signal.aborted) return;
    const { name, blob } = file;
    const onProgress = (sentBytes: number) => change(key, { state: { kind: 'uploading', sentBytes } });
    onProgress(0);
    try {
      const { id, mediaType, sizeBytes } = await upload({ name, blob }, { signal, onProgress });
      if (signal.aborted) forget(id);
      else
        setAndKeep(
          files.map((each) => (each.key === key ? readyAs(each, { id, mediaType, sizeBytes }) : each)),
        );
    } catch (error) {
      if (!signal.aborted) change(key, { state: failure(error) });
    }
    running.delete(key);
  }

  function abort(key: string): void {
    running.get(key)?.abort();
    running.delete(key);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: () => files,
    add(added) {
      const chosen = added.map((file) => fresh(`file-${++count}`, sendableName(file.name), file));
      set([...files, ...chosen]);
      for (const { key } of chosen) start(key);
    },
    remove(key) {
      abort(key);
      const file = files.find((each) => each.key === key);
      if (file?.state.kind === 'ready') forget(file.state.attachmentId);
      setAndKeep(files.filter((each) => each.key !== key));
    },
    retry: start,
    take() {
      const taken = files;
      for (const { key } of taken) abort(key);
      setAndKeep([]);
      return taken;
    },
    putBack(returned) {
      const back = returned.map(({ name, blob, attachmentId = null }): ChosenFile => {
        const file = fresh(`file-${++count}`, name, blob);
        return attachmentId === null ? file : { ...file, state: { kind: 'ready', attachmentId } };
      });
      setAndKeep([...files, ...back]);
      for (const { key, state } of back) if (state.kind !== 'ready') start(key);
    },
  };
}

function fresh(key: string, name: string, blob: Blob | null): ChosenFile {
  const mediaType = blob?.type ?? '';
  return { key, name, sizeBytes: blob?.size ?? 0, mediaType, blob, state: { kind: 'waiting' } };
}

function readyAs(
  file: ChosenFile,
  { id, mediaType, sizeBytes }: Pick<Attachment, 'id' | 'mediaType' | 'sizeBytes'>,
): ChosenFile {
  return { ...file, mediaType, sizeBytes, state: { kind: 'ready', attachmentId: id } };
}

function asReady({ id, ...file }: z.output<typeof remembered>[number]): ChosenFile {
  return { ...file, key: id, blob: null, state: { kind: 'ready', attachmentId: id } };
}

function failure(error: unknown): FileState {
  const of = error instanceof Error ? error : new Error(String(error));
  const type = problemOf(error)?.type;
  const isRefused =
    type === 'validation' || type === 'payload-too-large' || type === 'unsupported-media-type';
  return { kind: isRefused ? 'refused' : 'failed', error: of };
}
