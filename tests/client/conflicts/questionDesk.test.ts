import type { Question } from '@caseload/client/conflicts/question.ts';
import { createQuestionDesk } from '@caseload/client/conflicts/questionDesk.ts';
import { expect, it } from 'vitest';
import { sampleCustomer } from '../customers/simulatedServer.ts';

const row = sampleCustomer();
const question: Question = {
  base: row,
  theirs: row,
  mine: { phone: '1' },
  clashes: [],
  takenOver: [],
  resend: {},
  decided: new Set(),
};

it('holds the question until somebody answers', async () => {
  const desk = createQuestionDesk();
  desk.subscribe(() => undefined);
  const asked = desk.ask(question);
  expect(desk.open()).toMatchObject({ mine: { phone: '1' } });
  desk.open()?.answer({ phone: '2' });
  expect(await asked).toEqual({ phone: '2' });
  expect(desk.open()).toBeNull();
});

it('puts the question off when the page goes, and when there is none', async () => {
  const desk = createQuestionDesk();
  const leave = desk.subscribe(() => undefined);
  const asked = desk.ask(question);
  leave();
  expect(await asked).toBeNull();
  expect(await desk.ask(question)).toBeNull();
});
