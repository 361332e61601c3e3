import { textChange } from '@caseload/client/conflicts/choices.ts';
import { changeFrom, type CustomerChange, pickFields } from '@caseload/client/conflicts/customerChange.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import type { Answer, Question } from '@caseload/client/conflicts/question.ts';
import { createQuestionDesk } from '@caseload/client/conflicts/questionDesk.ts';
import type { Clash } from '@caseload/client/conflicts/rebase.ts';
import { createCustomerEditing } from '@caseload/client/customers/customerEditing.ts';
import { createCustomerSaver, type SendAnswer } from '@caseload/client/customers/customerSaver.ts';
import { createDrafts } from '@caseload/client/customers/drafts.ts';
import { fieldCodec, REMOVED } from '@caseload/client/customers/fieldCodec.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { createSimulatedServer } from './simulatedServer.ts';

export const LONG_TEXTS = ['notes', 'fields.story'] as const;
export const SINGLE_VALUES = ['phone', 'name', 'status', 'fields.size'] as const;

export type Deed =
  /** A word of its own, put between words of long text at a share of its length, or in place of a single value. */
  | { readonly kind: 'type'; readonly field: string; readonly share: number }
  | { readonly kind: 'tag' | 'untag' | 'removeSize' | 'look' | 'reload' | 'tryAgain' | 'wait' };

export type Pick = 'mine' | 'theirs' | 'base' | 'edited' | 'keepEditing' | 'editedAndKept';
export type Way = 'fine' | 'requestLost' | 'answerLost';

export type TypingWorld = {
  readonly server: ReturnType<typeof createSimulatedServer>;
  /** Lets anything else happen first. */
  readonly pause: (label: string) => Promise<void>;
  readonly nextPick: () => Pick;
  readonly nextWay: () => Way;
  readonly newWord: () => string;
};

/** What one person did in all their windows, to hold the outcome against. */
export function createMemory(me: string) {
  return {
    me,
    /** Words typed, with their field; the last of a single value in a window stands for all before. */
    typed: new Map<string, string>(),
    /** Words this person decided against in a question. */
    givenUp: new Set<string>(),
    untagged: new Set<string>(),
    /** Values before their eyes, by field. */
    seen: [] as [string, unknown][],
    questions: [] as Question[],
  };
}

export type Memory = ReturnType<typeof createMemory>;

/** One window of a person, with everything between the fields and the server as it is in the product. */
export function createWindow(memory: Memory, place: Storage, world: TypingWorld) {
  const { server, pause } = world;
  const { me } = memory;
  let keys = 0;
  let shown = server.current();
  let running: Promise<unknown>[] = [];
  const lastWords = new Map<string, string>();
  let open = load();
  see(shown);

  function see(row: Customer): void {
    for (const field of [...LONG_TEXTS, ...SINGLE_VALUES]) memory.seen.push([field, valueOf(row, field)]);
  }

  /** The page as it is after loading. */
  function load() {
    const storage = createThrottledStorage({ storage: place, onFull: () => undefined });
    const questions = createQuestionDesk((typed, asked) => editing.amend(typed, asked));
    let isLoaded = true;
    const saver = createCustomerSaver({
      me,
      send,
      newKey: () => `${me}-${crypto.randomUUID()}-${++keys}`,
      ask: (question) => (isLoaded ? questions.ask(question) : new Promise(() => undefined)),
      onRow: () => undefined,
      waitToRetry: async (tries) => isLoaded && tries < 3,
    });
    async function send(base: Customer, change: CustomerChange, key: string): Promise<SendAnswer> {
      const lost: SendAnswer = { kind: 'lost', error: new Error('lost') };
      await pause(`${me} sends`);
      if (!isLoaded) return new Promise(() => undefined);
      const way = world.nextWay();
      if (way === 'requestLost') return lost;
      const answer = server.patch(me, base, change, key);
      await pause(`${me} hears`);
      if (!isLoaded) return new Promise(() => undefined);
      return way === 'answerLost' ? lost : answer;
    }
    const editing = createCustomerEditing({
      saver,
      drafts: createDrafts(storage, { employeeId: me, customerId: shown.id }),
      now: () => new Date(),
      onSaved: () => undefined,
      onRefused: () => undefined,
    });
    let answering = false;
    questions.subscribe(() => {
      const question = questions.open();
      if (question === null || answering) return;
      answering = true;
      void pause(`${me} decides`).then(() => {
        answering = false;
        if (isLoaded) decide(question);
      });
    });
    function decide(question: NonNullable<ReturnType<typeof questions.open>>): void {
      memory.questions.push(question);
      for (const { field, theirs } of question.clashes) memory.seen.push([field, theirs]);
      const answer = choose(question, world.nextPick(), memory, world.newWord);
      // Each letter typed into the question is remembered as it is typed.
      question.keep(answer.kind === 'keepEditing' ? answer.typed : editedOf(question, answer.chosen));
      question.answer(answer);
    }
    return { storage, editing, close: () => void (isLoaded = false) };
  }

  /** As on the page: what a save answered is shown at once when it is newer than what was read. */
  function showSaved(): void {
    const row = open.editing.row();
    if (row === null || row.version <= shown.version) return;
    shown = row;
    see(shown);
  }

  function textOf(field: string): string {
    showSaved();
    return open.editing.edit(field)?.text ?? fieldCodec(field).toText(shown);
  }

  function set(field: string, text: string): void {
    showSaved();
    open.editing.type(field, text, shown);
    running.push(open.editing.commit(field));
  }

  function typeWord(field: string, share: number): void {
    const word = world.newWord();
    memory.typed.set(word, field);
    const text = textOf(field);
    if (!LONG_TEXTS.some((long) => long === field)) {
      forgetLast(field);
      lastWords.set(field, word);
      return set(field, word);
    }
    const words = text.split(' ');
    set(field, words.toSpliced(Math.round(share * words.length), 0, word).join(' '));
  }

  /** Typed over by the same person in the same window. */
  function forgetLast(field: string): void {
    const last = lastWords.get(field) ?? open.editing.edit(field)?.text;
    if (last !== undefined) memory.typed.delete(last);
  }

  const TAG_END = '\n';
  const tags = () =>
    textOf('tags')
      .split(TAG_END)
      .filter((tag) => tag !== '');

  async function act(deed: Deed): Promise<void> {
    await pause(`${me} acts`);
    switch (deed.kind) {
      case 'type':
        return typeWord(deed.field, deed.share);
      case 'tag': {
        const word = world.newWord();
        memory.typed.set(word, 'tags');
        return set('tags', [...tags(), word].join(TAG_END));
      }
      case 'untag': {
        const [first, ...others] = tags();
        if (first === undefined) return undefined;
        memory.untagged.add(first);
        memory.typed.delete(first);
        return set('tags', others.join(TAG_END));
      }
      case 'removeSize':
        forgetLast('fields.size');
        lastWords.delete('fields.size');
        // What is typed next is typed where nothing stands, whoever else has removed it by then.
        memory.seen.push(['fields.size', null]);
        return set('fields.size', REMOVED);
      case 'look':
        shown = server.current();
        return see(shown);
      case 'reload':
        open.storage.flush();
        open.close();
        running = [];
        shown = server.current();
        see(shown);
        open = load();
        for (const field of open.editing.fields()) running.push(open.editing.commit(field));
        return undefined;
      case 'tryAgain':
        return open.editing.retryLost();
      case 'wait':
        await Promise.all(running);
        return undefined;
    }
  }

  return {
    async work(deeds: readonly Deed[]): Promise<void> {
      for (const deed of deeds) await act(deed);
    },
    /** Everything sent, asked and answered, so that nothing is left but what was put off. */
    async finish(): Promise<void> {
      for (let round = 0; round < 20; round += 1) {
        await Promise.all(running.splice(0));
        const left = open.editing.fields();
        if (left.length === 0) return;
        for (const field of left) running.push(open.editing.commit(field));
      }
    },
    left: () => open.editing.fields(),
    /** All text that is still in hand: in fields, or put aside in the storage. */
    held() {
      open.storage.flush();
      const texts = open.editing.fields().map((field) => open.editing.edit(field)?.text ?? '');
      return [...texts, ...Object.keys(place).map((key) => place.getItem(key) ?? '')].join('\n');
    },
  };
}

function choose(question: Question, pick: Pick, memory: Memory, newWord: () => string): Answer {
  const clashing = new Set(question.clashes.map(({ field }) => field));
  const mine = pickFields(question.mine, (field) => clashing.has(field));
  const edited = (): CustomerChange =>
    question.clashes.reduce<CustomerChange>((change, clash) => {
      if (!isLong(clash)) return change;
      const word = newWord();
      memory.typed.set(word, clash.field);
      return { ...change, ...withFields(change, textChange(clash.field, `${clash.mine ?? ''} ${word}`)) };
    }, mine);
  switch (pick) {
    case 'mine':
      return { kind: 'save', chosen: mine };
    case 'edited':
      return { kind: 'save', chosen: edited() };
    case 'keepEditing':
      return { kind: 'keepEditing', typed: {} };
    case 'editedAndKept':
      return { kind: 'keepEditing', typed: question.clashes.some(isLong) ? edited() : {} };
    case 'theirs':
      giveUp(question, memory, 'theirs');
      return { kind: 'save', chosen: {} };
    case 'base':
      giveUp(question, memory, 'base');
      return { kind: 'save', chosen: changeFrom(customerState(question.base), clashing) };
  }
}

function editedOf({ clashes, mine }: Question, chosen: CustomerChange): CustomerChange {
  const long = new Set(clashes.filter(isLong).map(({ field }) => field));
  const isEdited = JSON.stringify(pickFields(mine, (field) => long.has(field))) !== JSON.stringify(chosen);
  return isEdited ? pickFields(chosen, (field) => long.has(field)) : {};
}

function withFields(change: CustomerChange, more: CustomerChange): CustomerChange {
  if (!more.fields) return more;
  return { fields: { ...change.fields, ...more.fields } };
}

function isLong({ field }: Clash): boolean {
  return LONG_TEXTS.some((long) => long === field);
}

function giveUp(question: Question, memory: Memory, kept: 'theirs' | 'base'): void {
  for (const clash of question.clashes) {
    const before = String(clash.mine ?? '');
    for (const word of memory.typed.keys())
      if (before.includes(word) && !String(clash[kept] ?? '').includes(word)) memory.givenUp.add(word);
  }
}

export function valueOf(row: Customer, field: string): unknown {
  return fieldCodec(field).toText(row);
}
