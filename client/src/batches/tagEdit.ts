import type { BulkEdit } from '../assignedWork/rowEdit.ts';

/** Gives customers some tags and takes others from them, each keeping what else it has. */
export function tagEditOf(label: string, added: readonly string[], removed: readonly string[]): BulkEdit {
  return {
    label,
    make: ({ tags }) => ({
      tags: [...new Set([...tags, ...added])].filter((tag) => !removed.includes(tag)),
    }),
    changes: {
      ...(added.length > 0 ? { addTags: [...added] } : {}),
      ...(removed.length > 0 ? { removeTags: [...removed] } : {}),
    },
  };
}
