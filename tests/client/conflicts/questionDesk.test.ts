import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
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
  const desk = createQuestionDesk(() => undefined);
  desk.subscribe(() => undefined);
  const asked = desk.ask(question);
  expect(desk.open()).toMatchObject({ mine: { phone: '1' } });
  desk.open()?.answer({ kind: 'save', chosen: { phone: '2' } });
  expect(await asked).toEqual({ kind: 'save', chosen: { phone: '2' } });
  expect(desk.open()).toBeNull();
});

it('puts the question off when the page goes, and when there is none', async () => {
  const desk = createQuestionDesk(() => undefined);
  const leave = desk.subscribe(() => undefined);
  const asked = desk.ask(question);
  leave();
  expect(await asked).toEqual({ kind: 'keepEditing', typed: {} });
  expect(await desk.ask(question)).toEqual({ kind: 'keepEditing', typed: {} });
});

it('hands on what is typed into a question, and gives it back when the page goes', async () => {
  const typed: CustomerChange[] = [];
  const desk = createQuestionDesk((change) => void typed.push(change));
  const leave = desk.subscribe(() => undefined);
  const asked = desk.ask(question);
  desk.open()?.keep({ notes: 'a' });
  desk.open()?.keep({ notes: 'ab' });
  expect(typed).toEqual([{ notes: 'a' }, { notes: 'ab' }]);
  leave();
  expect(await asked).toEqual({ kind: 'keepEditing', typed: { notes: 'ab' } });
});
