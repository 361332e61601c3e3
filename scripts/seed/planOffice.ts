import type { ActionType, FieldChange } from '@caseload/shared/customerActions/action.ts';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { changesOfNew } from '@caseload/server/imports/incoming.ts';
import type { NewRow } from '@caseload/server/imports/queries.ts';
import { type DemoCustomer, fillText, type Kind, makeCustomer } from './makeCustomer.ts';
import type { Office } from './office.ts';
import type { Random } from './random.ts';
import { type Story, tellStory } from './story.ts';
import { COMMON_COMMENTS } from './topics.ts';

export type PlannedAction = {
  readonly id: string;
  readonly customerId: string;
  readonly type: ActionType;
  readonly actorId: string;
  readonly changes: readonly FieldChange[];
  readonly comment: string | null;
  /** The customer's version after it; null for a comment. */
  readonly customerVersion: number | null;
  readonly operationId: string;
};

/** A customer of the demo with its history; it has an action id for every version. */
export type Case = {
  readonly id: string;
  readonly actionIds: readonly string[];
  readonly customer: DemoCustomer;
  readonly story: Story;
};

/** What is written in one go: the customers that reach `version`, then comments on any of them. */
export type Round = {
  readonly version: number;
  readonly cases: readonly Case[];
  readonly comments: readonly PlannedAction[];
};

export type OfficeSize = { readonly unassigned: number; readonly archived: number; readonly actions: number };

/** Share of the customers whose history is told; the others are as they were made. */
const WITH_HISTORY = 0.13;
/** Share of the comments of others that name whoever the customer is assigned to. */
const MENTIONING = 0.04;

/**
 * Invents an organisation's customers and their history: `size.actions` actions in all. The first round makes
 * the customers, every further round changes some of them once.
 */
export function planOffice(options: {
  random: Random;
  newId: () => string;
  office: Office;
  today: number;
  size: OfficeSize;
}): Round[] {
  const { size } = options;
  const cases = makeCases(options);
  const changes = cases.reduce((sum, { story }) => sum + 1 + story.steps.length, 0);
  const comments = makeComments(options, cases, size.actions - changes);
  const longest = Math.max(...cases.map(({ story }) => story.steps.length));
  return Array.from({ length: longest + 1 }, (_, index) => ({
    version: index + 1,
    cases: cases.filter(({ story }) => story.steps.length >= index),
    comments: comments.get(index + 1) ?? [],
  }));
}

function makeCases({ random, newId, office, today, size }: Parameters<typeof planOffice>[0]): Case[] {
  const wanted: { kind: Kind; assignedTo: string | null }[] = [
    ...office.people.flatMap(({ id, customers }) =>
      Array.from({ length: customers }, () => ({ kind: 'assigned' as const, assignedTo: id })),
    ),
    ...Array.from({ length: size.unassigned }, () => ({ kind: 'unassigned' as const, assignedTo: null })),
    ...Array.from({ length: size.archived }, () => ({ kind: 'archived' as const, assignedTo: null })),
  ];
  return wanted.map(({ kind, assignedTo }) => {
    const customer = makeCustomer(random, today, kind, assignedTo);
    const story =
      kind === 'archived' || random.happens(WITH_HISTORY)
        ? tellStory(random, office, customer.state)
        : { beginning: customer.state, createdBy: assignedTo ?? random.pick(office.supervisors), steps: [] };
    return { id: newId(), actionIds: Array.from({ length: story.steps.length + 1 }, newId), customer, story };
  });
}

const stepTo = (story: Story, version: number) => story.steps[version - 2];

/** The customer as it is at `version`. */
export function stateAt({ id, customer, story }: Case, version: number): NewRow {
  const state = stepTo(story, version)?.state ?? story.beginning;
  return { ...state, id, createdAt: customer.createdAt, externalId: null };
}

/** The action that brought the customer to `version`. */
export function actionAt(one: Case, version: number): PlannedAction {
  const step = stepTo(one.story, version);
  return {
    id: one.actionIds[version - 1] ?? '',
    customerId: one.id,
    type: step?.type ?? 'create',
    actorId: step?.actorId ?? one.story.createdBy,
    changes: step?.changes ?? changesOfNew({ ...stateAt(one, 1), createdAt: null }),
    comment: null,
    customerVersion: version,
    operationId: `seed ${one.id} ${version}`,
  };
}

/** Comments, by the version after which they were written. Whoever has a history was talked about more. */
function makeComments(
  { random, newId, office, today }: Parameters<typeof planOffice>[0],
  cases: readonly Case[],
  count: number,
): Map<number, PlannedAction[]> {
  const byVersion = new Map<number, PlannedAction[]>();
  const people = new Map(office.people.map((person) => [person.id, person]));
  const told = cases.filter(({ story }) => story.steps.length > 0);
  for (let i = 0; i < count; i += 1) {
    const { id, customer, story } = random.pick(random.happens(0.6) && told.length > 0 ? told : cases);
    const version = random.between(1, story.steps.length + 1);
    const { assignedTo } = stepTo(story, version)?.state ?? story.beginning;
    const author =
      assignedTo !== null && random.happens(0.75)
        ? assignedTo
        : random.pick(random.happens(0.5) ? office.supervisors : office.employees);
    const assignee = people.get(assignedTo ?? '');
    const text = random.pick(random.happens(0.6) ? customer.topic.comments : COMMON_COMMENTS);
    const lines = fillText(random, today, text, customer);
    const comment: PlannedAction = {
      id: newId(),
      customerId: id,
      type: 'comment',
      actorId: author,
      changes: [],
      comment:
        assignee !== undefined && author !== assignedTo && random.happens(MENTIONING)
          ? `${mentionText(assignee)} ${lines}`
          : lines,
      customerVersion: null,
      operationId: `seed comment ${i}`,
    };
    const others = byVersion.get(version);
    if (others === undefined) byVersion.set(version, [comment]);
    else others.push(comment);
  }
  return byVersion;
}
