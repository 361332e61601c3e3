import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { type ImportRules, importRules } from '@caseload/shared/imports/importRules.ts';
import { z } from 'zod';
import { clashingColumns, choicesOf } from './columnChoices.ts';

/** Rules being made: like those of the contract, but the name may still be missing. */
export type RulesDraft = ImportRules;

const keptDraft = z.object({
  header: z.array(z.string()),
  rules: z.object({
    ...importRules.shape,
    map: z.array(z.object({ field: z.string(), columns: z.array(z.string()) })),
  }),
});

type Subject = Pick<CustomerImport, 'header' | 'rules' | 'suggestion'>;

/** What to begin with: as it was set, else as it was for the same header before, else as the columns look. */
export function firstRules({ rules, suggestion }: Subject, timeZone: string): RulesDraft {
  return (
    rules ??
    suggestion.remembered ?? {
      map: suggestion.map,
      dates: suggestion.dates,
      timeZone,
      statuses: [],
      statusDefault: null,
      priorities: [],
      assignees: [],
      unknownAssignee: 'reject',
      existing: 'skip',
    }
  );
}

export function isSameRules(one: RulesDraft, other: RulesDraft | null): boolean {
  return other !== null && JSON.stringify(sendable(one)) === JSON.stringify(sendable(other));
}

/** The rules in a fixed order, without what can only be meant together with a column that is not there. */
export function sendable(rules: RulesDraft): RulesDraft {
  const { map, statuses, statusDefault, priorities, assignees, unknownAssignee, dates, timeZone } = rules;
  const existing = isMapped(rules, 'externalId') ? rules.existing : 'skip';
  return {
    map,
    statuses,
    statusDefault,
    priorities,
    assignees,
    unknownAssignee,
    dates,
    timeZone,
    existing,
  };
}

export function isMapped({ map }: Pick<RulesDraft, 'map'>, field: string): boolean {
  return map.some((mapping) => mapping.field === field);
}

const TIMES = ['dueAt', 'followUpAt', 'createdAt'];

/** Whether any column holds times, so that it matters how they are written. */
export function hasTimes(rules: Pick<RulesDraft, 'map'>): boolean {
  return TIMES.some((field) => isMapped(rules, field));
}

/** Whether the rules can be sent: there is a name, and no field has a column too many. */
export function isComplete(header: readonly string[], rules: RulesDraft): boolean {
  return isMapped(rules, 'name') && clashingColumns(choicesOf(header, rules.map)).size === 0;
}

/** Drafts outlive a reload of the page; for another header, as after another encoding, they say nothing. */
export function readDraft(storage: Storage, id: string, header: readonly string[]): RulesDraft | null {
  try {
    const kept = keptDraft.safeParse(JSON.parse(storage.getItem(placeOf(id)) ?? 'null'));
    const isSameFile = kept.success && JSON.stringify(kept.data.header) === JSON.stringify(header);
    return isSameFile ? kept.data.rules : null;
  } catch {
    return null;
  }
}

/** A draft that cannot be kept is still on the page. */
export function keepDraft(
  storage: Storage,
  id: string,
  draft: { readonly header: readonly string[]; readonly rules: RulesDraft } | null,
): void {
  try {
    if (draft === null) storage.removeItem(placeOf(id));
    else storage.setItem(placeOf(id), JSON.stringify(draft));
  } catch {
    return;
  }
}

const placeOf = (id: string) => `caseload.import/${id}`;
