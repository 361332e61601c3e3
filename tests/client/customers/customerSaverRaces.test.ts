import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { change } from '../conflicts/arbitraries.ts';
import { checkSeededAsync } from '../conflicts/checkSeeded.ts';
import { createPerson, valueIn, type Pick, type Way } from './simulatedPerson.ts';
import { createSimulatedServer, sampleCustomer } from './simulatedServer.ts';

const steps = fc.array(fc.record({ change, looks: fc.boolean(), waits: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
});
const picks = fc.infiniteStream(fc.constantFrom<Pick[]>('mine', 'theirs', 'keepEditing'));
const ways = fc.infiniteStream(
  fc.constantFrom<Way[]>('fine', 'fine', 'fine', 'fine', 'requestLost', 'answerLost'),
);
/** Merged as sets, so a value of theirs may be one that nobody typed; `rebase.test.ts` holds them to account. */
const MERGED = 'tags';

it('loses nothing typed and changes nothing silently, whatever the order of two people’s saves', async () => {
  let clashes = 0;
  let losses = 0;
  await checkSeededAsync(
    fc.asyncProperty(fc.scheduler(), steps, steps, picks, ways, async (scheduler, anas, bens, pick, way) => {
      const server = createSimulatedServer(sampleCustomer());
      const world = {
        server,
        pause: (label: string) => scheduler.schedule(Promise.resolve(), label),
        nextPick: () => {
          clashes += 1;
          return pick.next().value;
        },
        nextWay: () => {
          const next = way.next().value;
          if (next !== 'fine') losses += 1;
          return next;
        },
      };
      const people = { ana: createPerson('ana', anas, world), ben: createPerson('ben', bens, world) };
      await scheduler.waitFor(Promise.all([people.ana.work(), people.ben.work()]));

      for (const { by, field, from, to } of server.history) {
        const person = by === 'ana' ? people.ana : people.ben;
        if (field === MERGED) continue;
        expect(person.typed(field, to), `${by} never typed ${field} ${to}`).toBe(true);
        expect(person.saw(field, from), `${by} overwrote ${field} ${from} unseen`).toBe(true);
      }
      for (const [by, person] of Object.entries(people)) {
        expect(person.saves).toHaveLength(by === 'ana' ? anas.length : bens.length);
        for (const { change: mine, isSaved, rows } of person.saves) {
          if (!isSaved) continue;
          for (const [field, value] of flattenCustomer(mine)) {
            if (field === MERGED) continue;
            const stood = rows.some((row) => sameFieldValue(field, valueIn(row, field), value));
            expect(stood || person.gaveUp(field, value), `${by} lost ${field} ${value}`).toBe(true);
          }
        }
      }
    }),
  );
  expect(clashes).toBeGreaterThan(0);
  expect(losses).toBeGreaterThan(0);
});
