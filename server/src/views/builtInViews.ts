import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { BUILT_IN_VIEWS, type BuiltInView, type View } from '@caseload/shared/views/view.ts';

type Definition = { readonly name: string; readonly filter: CustomerFilter; readonly sort: Sort };

const DEFINITIONS: Readonly<Record<BuiltInView, Definition>> = {
  'due-today': {
    name: 'Due today',
    filter: { assignedTo: 'me', category: ['open', 'waiting'], due: 'today', followUp: 'awake' },
    sort: 'dueAt',
  },
  overdue: {
    name: 'Overdue',
    filter: { assignedTo: 'me', category: ['open', 'waiting'], due: 'overdue', followUp: 'awake' },
    sort: 'dueAt',
  },
  waiting: { name: 'Waiting', filter: { assignedTo: 'me', category: ['waiting'] }, sort: 'dueAt' },
  'follow-up': {
    name: 'Follow-up',
    filter: { assignedTo: 'me', category: ['open', 'waiting'], followUp: 'set' },
    sort: 'followUpAt',
  },
  all: {
    name: 'All',
    filter: { assignedTo: 'me', category: ['open', 'waiting', 'done'] },
    sort: 'dueAt',
  },
};

/** The views everybody has. They belong to the program: nobody changes them. */
export const builtInViews = (): View[] =>
  BUILT_IN_VIEWS.map((id) => ({
    id,
    kind: 'built-in',
    ...DEFINITIONS[id],
    owner: null,
    canChange: false,
    count: null,
    updatedAt: null,
  }));
