import { sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkSeededAsync } from '../conflicts/checkSeeded.ts';
import { memoryStorage } from './memoryStorage.ts';
import { createSimulatedServer, sampleCustomer } from './simulatedServer.ts';
import {
  createMemory,
  createWindow,
  type Deed,
  LONG_TEXTS,
  type Memory,
  type Pick,
  SINGLE_VALUES,
  valueOf,
  type Way,
} from './typingWindow.ts';
import { print } from '../../support/print.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const typing = fc.record({
  kind: fc.constant('type' as const),
  field: fc.constantFrom(...LONG_TEXTS, ...LONG_TEXTS, ...SINGLE_VALUES),
  share,
});
const other = fc.constantFrom<Deed[]>(
  { kind: 'tag' },
  { kind: 'tag' },
  { kind: 'untag' },
  { kind: 'removeSize' },
  { kind: 'look' },
  { kind: 'reload' },
  { kind: 'tryAgain' },
  { kind: 'wait' },
  { kind: 'wait' },
);
const deed: fc.Arbitrary<Deed> = fc.oneof({ weight: 3, arbitrary: typing }, { weight: 2, arbitrary: other });
const deeds = fc.array(deed, { minLength: 1, maxLength: 6 });
const picks = fc.infiniteStream(
  fc.constantFrom<Pick[]>(
    'mine',
    'mine',
    'theirs',
    'base',
    'edited',
    'edited',
    'keepEditing',
    'editedAndKept',
  ),
);
const ways = fc.infiniteStream(
  fc.constantFrom<Way[]>('fine', 'fine', 'fine', 'fine', 'fine', 'requestLost', 'answerLost'),
);
/** What an import or a rule does to other fields in between. */
const machine = fc.array(fc.constantFrom('urgent' as const, 'high' as const, 'low' as const), {
  maxLength: 3,
});

it('loses no typed word and changes no field silently, whatever two people do in three windows', async () => {
  const met = { questions: 0, losses: 0, words: 0, machineWrites: 0 };
  await checkSeededAsync(
    fc.asyncProperty(
      fc.scheduler(),
      fc.tuple(deeds, deeds, deeds),
      picks,
      ways,
      machine,
      async (scheduler, [anasFirst, anasSecond, bens], pick, way, machineWrites) => {
        const server = createSimulatedServer(sampleCustomer({ fields: { size: 'small', story: 'Once.' } }));
        let words = 0;
        let isOver = false;
        const world = {
          server,
          pause: (label: string) =>
            isOver ? Promise.resolve() : scheduler.schedule(Promise.resolve(), label),
          nextPick: (): Pick => (isOver ? 'mine' : pick.next().value),
          nextWay: (): Way => {
            const next = isOver ? 'fine' : way.next().value;
            if (next !== 'fine') met.losses += 1;
            return next;
          },
          newWord: () => `w${(++words).toString().padStart(4, '0')}`,
        };
        const [ana, ben] = [createMemory('ana'), createMemory('ben')];
        const anasStorage = memoryStorage();
        const windows = [
          { window: createWindow(ana, anasStorage, world), mine: anasFirst },
          { window: createWindow(ana, anasStorage, world), mine: anasSecond },
          { window: createWindow(ben, memoryStorage(), world), mine: bens },
        ];
        async function byMachine(): Promise<void> {
          for (const [index, priority] of machineWrites.entries()) {
            await world.pause('the machine writes');
            server.patch('machine', server.current(), { priority }, `machine-${index}`);
            met.machineWrites += 1;
          }
        }
        await scheduler.waitFor(
          Promise.all([...windows.map(({ window, mine }) => window.work(mine)), byMachine()]),
        );
        isOver = true;
        await scheduler.waitAll();
        for (const { window } of windows) await window.finish();
        met.words += words;
        met.questions += ana.questions.length + ben.questions.length;

        for (const { window } of windows) expect(window.left(), 'what was typed ends saved').toEqual([]);
        const held = windows.map(({ window }) => window.held()).join('\n');
        for (const person of [ana, ben]) {
          expectNothingLost(person, server.rows, held);
          expectNoQuestionAboutOwn(person);
          expectNothingSilent(person, server.history);
        }
      },
    ),
    1_000,
  );
  print(JSON.stringify(met));
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(100);
});

type Server = ReturnType<typeof createSimulatedServer>;

/** Each word stood in the customer at some time, is still in hand, or was decided against. */
function expectNothingLost(person: Memory, rows: Server['rows'], held: string): void {
  for (const [word, field] of person.typed) {
    const stood = rows.some((row) => String(valueOf(row, field)).includes(word));
    const isKnown = stood || held.includes(word) || person.givenUp.has(word) || person.untagged.has(word);
    expect(isKnown, `${person.me} lost ${word} of ${field}`).toBe(true);
  }
}

function expectNoQuestionAboutOwn({ me, questions }: Memory): void {
  for (const { clashes } of questions)
    for (const { field, changedBy } of clashes)
      expect(changedBy?.id, `${me} was asked about the own ${field}`).not.toBe(me);
}

/** Whoever wrote had seen what was there before, or had written it; tags go only when somebody takes them out. */
function expectNothingSilent(person: Memory, history: Server['history']): void {
  const own = history.filter(({ by }) => by === person.me);
  for (const { field, from, to } of own) {
    if (field === 'tags') {
      const gone = [from].flat().filter((tag) => ![to].flat().includes(tag));
      for (const tag of gone)
        expect(person.untagged.has(String(tag)), `${person.me} removed ${tag}`).toBe(true);
      continue;
    }
    const text = from ?? '';
    const saw =
      person.seen.some(([name, value]) => name === field && sameFieldValue(field, value ?? '', text)) ||
      own.some((write) => write.field === field && sameFieldValue(field, write.to ?? '', text));
    expect(saw, `${person.me} overwrote ${field} ${String(from)} unseen`).toBe(true);
  }
}
