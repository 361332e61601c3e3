import { type CustomerChange, pickFields } from '@caseload/client/conflicts/customerChange.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import type { Answer, Question } from '@caseload/client/conflicts/question.ts';
import { createCustomerSaver, type SendAnswer } from '@caseload/client/customers/customerSaver.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { diffCustomer, flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import type { createSimulatedServer } from './simulatedServer.ts';

/** One save: what is typed, whether the newest row is looked at first, and whether its end is waited for. */
export type Step = { readonly change: CustomerChange; readonly looks: boolean; readonly waits: boolean };
export type Pick = 'mine' | 'theirs' | 'keepEditing';
export type Way = 'fine' | 'requestLost' | 'answerLost';

export type World = {
  readonly server: ReturnType<typeof createSimulatedServer>;
  /** Lets anything else happen first. */
  readonly pause: (label: string) => Promise<void>;
  readonly nextPick: () => Pick;
  readonly nextWay: () => Way;
};

/** Somebody at the real saver, who remembers everything they saw, typed and gave up. */
export function createPerson(me: string, steps: readonly Step[], world: World) {
  const { server, pause } = world;
  let keys = 0;
  let shown: Customer = server.current();
  const seen: [string, unknown][] = [...valuesOf(shown)];
  const seenRows = [shown];
  const givenUp: [string, unknown][] = [];
  /** Each save with the rows there were from the one it was typed against to the end of the save. */
  const saves: { change: CustomerChange; isSaved: boolean; rows: readonly Customer[] }[] = [];
  const saver = createCustomerSaver({
    me,
    send,
    ask,
    newKey: () => `${me}-${++keys}`,
    onRow: () => undefined,
    waitToRetry: async (tries) => tries < 4,
  });

  async function send(base: Customer, change: CustomerChange, key: string): Promise<SendAnswer> {
    const lost: SendAnswer = { kind: 'lost', error: new Error('lost') };
    await pause(`${me} sends`);
    const way = world.nextWay();
    if (way === 'requestLost') return lost;
    const answer = server.patch(me, base, change, key);
    await pause(`${me} hears`);
    return way === 'answerLost' ? lost : answer;
  }

  async function ask(question: Question): Promise<Answer | null> {
    const clashing = new Set(question.clashes.map(({ field }) => field));
    for (const { field, theirs } of question.clashes) seen.push([field, theirs]);
    await pause(`${me} decides`);
    const pick = world.nextPick();
    if (pick === 'keepEditing') return null;
    const mine = pickFields(question.mine, (field) => clashing.has(field));
    if (pick === 'mine') return { kind: 'save', chosen: mine };
    for (const clash of question.clashes) givenUp.push([clash.field, clash.mine]);
    return { kind: 'save', chosen: {} };
  }

  async function work(): Promise<void> {
    const running: Promise<void>[] = [];
    for (const { change: wanted, looks, waits } of steps) {
      if (looks) {
        shown = server.current();
        seenRows.push(shown);
        seen.push(...valuesOf(shown));
      }
      const base = shown;
      const dirty = new Set(diffCustomer(customerState(base), wanted).map(({ field }) => field));
      const change = pickFields(wanted, (field) => dirty.has(field));
      await pause(`${me} types`);
      const saving = saver.save(base, change).then(({ kind }) => {
        saves.push({ change, isSaved: kind === 'saved', rows: server.rows.slice(server.rows.indexOf(base)) });
      });
      running.push(saving);
      if (waits) await saving;
    }
    await Promise.all(running);
  }

  return {
    work,
    saves,
    typed: (field: string, value: unknown) =>
      steps.some(({ change }) => has([...flattenCustomer(change)], field, value)),
    /** Whether they ever had this value of the field before their eyes, an absent one as null. */
    saw: (field: string, value: unknown) =>
      has(seen, field, value) ||
      seenRows.some((row) => sameFieldValue(field, valueIn(row, field), value)) ||
      server.history.some((write) => write.by === me && has([[write.field, write.to]], field, value)),
    gaveUp: (field: string, value: unknown) => has(givenUp, field, value),
  };
}

export function valueIn(row: Customer, field: string): unknown {
  return flattenCustomer(customerState(row)).get(field) ?? null;
}

function valuesOf(row: Customer): [string, unknown][] {
  return [...flattenCustomer(customerState(row))];
}

function has(values: readonly (readonly [string, unknown])[], field: string, value: unknown): boolean {
  return values.some(([name, known]) => name === field && sameFieldValue(field, known, value));
}
