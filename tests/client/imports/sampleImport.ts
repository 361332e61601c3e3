import type { CustomerImport, ImportReport } from '@caseload/shared/imports/import.ts';
import type { ImportRules } from '@caseload/shared/imports/importRules.ts';

export const RULES: ImportRules = {
  map: [{ field: 'name', columns: ['Name'] }],
  statuses: [],
  statusDefault: null,
  priorities: [],
  assignees: [],
  unknownAssignee: 'reject',
  dates: 'iso',
  timeZone: 'Europe/Berlin',
  existing: 'skip',
};

export const REPORT: ImportReport = {
  read: 3,
  created: 3,
  updated: 0,
  restored: 0,
  unchanged: 0,
  rejected: 0,
  byStatus: [],
  byAssignee: [],
  newPeople: [],
  problems: [],
  rejections: [],
};

const ada = { id: 'ada', name: 'Ada' };

export function workOf(kind: 'check' | 'run' | 'undo'): NonNullable<CustomerImport['work']> {
  return {
    kind,
    phase: 'reading',
    done: 0,
    total: 3,
    rowsPerSecond: 0,
    startedBy: ada,
    startedAt: '2026-11-21T09:00:00.000000Z',
    cancelling: false,
  };
}

/** A file that has just come in, or what is said of it otherwise. */
export function sampleImport(over: Partial<CustomerImport> = {}): CustomerImport {
  return {
    id: 'import-1',
    fileName: 'customers.csv',
    sizeBytes: 120,
    state: 'uploaded',
    work: null,
    stopped: null,
    createdBy: ada,
    createdAt: '2026-11-21T09:00:00.000000Z',
    ranBy: null,
    ranAt: null,
    undoneBy: null,
    undoneAt: null,
    result: null,
    encoding: 'utf-8',
    delimiter: ',',
    header: ['Name', 'E-mail'],
    sample: [['Ana', 'ana@example.org']],
    rowEstimate: 1,
    rules: null,
    suggestion: { map: RULES.map, dates: 'eu', remembered: null },
    check: null,
    undo: null,
    hasErrorFile: false,
    ...over,
  };
}
