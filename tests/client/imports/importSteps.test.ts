import { expect, test } from 'vitest';
import { openSteps, readImportSearch, stepToShow } from '@caseload/client/imports/importSteps.ts';
import { stateName } from '@caseload/client/imports/importState.ts';
import { REPORT, RULES, sampleImport, workOf } from './sampleImport.ts';

const checked = sampleImport({ state: 'checked', rules: RULES, check: REPORT });
const done = sampleImport({ state: 'done', rules: RULES, result: REPORT });

test.each([
  ['just uploaded', sampleImport(), ['map'], 'map'],
  ['mapped, then stopped', sampleImport({ rules: RULES }), ['map', 'check'], 'map'],
  ['being checked', sampleImport({ rules: RULES, work: workOf('check') }), ['map', 'check'], 'check'],
  ['checked', checked, ['map', 'check'], 'check'],
  ['being imported', { ...checked, work: workOf('run') }, ['run'], 'run'],
  ['imported', done, ['result'], 'result'],
  ['being undone', { ...done, work: workOf('undo') }, ['result'], 'result'],
] as const)('%s', (_, standing, open, usual) => {
  expect(openSteps(standing)).toEqual(open);
  expect(stepToShow(standing, undefined)).toBe(usual);
  for (const asked of ['map', 'check', 'run', 'result'] as const) {
    const shown = stepToShow(standing, asked);
    expect(open).toContain(shown);
    if (open.some((step) => step === asked)) expect(shown).toBe(asked);
  }
});

test('an address that asks for no step there is asks for none', () => {
  expect(readImportSearch({ step: 'check', other: '1' })).toEqual({ step: 'check' });
  expect(readImportSearch({ step: 'upload' })).toEqual({});
  expect(readImportSearch({ step: '42' })).toEqual({});
});

test('work under way has the first word, what was reached the second', () => {
  const stopped = { kind: 'run', why: 'cancelled', message: 'stopped' } as const;
  expect(stateName({ ...checked, work: workOf('run'), stopped })).toBe('run');
  expect(stateName({ ...checked, stopped })).toBe('stopped');
  expect(stateName({ ...done, stopped: { ...stopped, kind: 'undo' } })).toBe('done');
  expect(stateName(checked)).toBe('checked');
});
