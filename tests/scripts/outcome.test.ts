import { expect, test } from 'vitest';
import {
  countOutcome,
  filesToRepeat,
  joinAttempts,
  type Outcome,
} from '@caseload/scripts/support/checks/outcome.ts';

type File = Outcome['files'][number];

const inNode: File = {
  name: 'server/a.test.ts',
  project: 'in Node',
  ok: true,
  passed: ['one', 'two'],
  failed: [],
};
const inBrowser = (
  name: string,
  passed: string[],
  failed: string[] = [],
  ok = failed.length === 0,
): File => ({
  name: `browser/${name}.test.ts`,
  project: 'in the browser',
  ok,
  passed,
  failed: failed.map((test) => ({ name: test, reason: `${test} waited in vain` })),
});
const outcomeOf = (files: File[], errorsOutside = 0): Outcome => ({ files, errorsOutside });

test('tests, files that could not be set up, and errors outside are counted; silence is a failure', () => {
  const unusable = inBrowser('b', [], [], false);
  expect(countOutcome(outcomeOf([inNode, inBrowser('a', ['x'], ['y']), unusable], 1))).toEqual({
    passed: 3,
    failed: 3,
  });
  expect(countOutcome(undefined)).toEqual({ passed: 0, failed: 1 });
});

test('only a few files of the browser and of whole programs are repeated, where nothing else failed', () => {
  const failed = inBrowser('a', [], ['x']);
  const program = { ...failed, name: 'scripts/start.test.ts', project: 'of whole programs' };
  expect(filesToRepeat(outcomeOf([inNode, failed, program]))).toEqual([failed.name, program.name]);
  expect(filesToRepeat(outcomeOf([inNode]))).toEqual([]);
  expect(filesToRepeat(outcomeOf([{ ...inNode, ok: false }, failed]))).toEqual([]);
  expect(filesToRepeat(outcomeOf([failed], 1))).toEqual([]);
  expect(
    filesToRepeat(outcomeOf(Array.from({ length: 6 }, (_, at) => inBrowser(`${at}`, [], ['x'])))),
  ).toEqual([]);
  expect(filesToRepeat(undefined)).toEqual([]);
});

test('the second attempt counts, and what passed only then is named by its file', () => {
  const first = outcomeOf([inNode, inBrowser('a', ['x'], ['y', 'z']), inBrowser('b', ['x'], ['y'])]);
  const second = outcomeOf([inBrowser('a', ['x', 'y'], ['z']), inBrowser('b', ['x', 'y'])]);
  const { joined, passedThen } = joinAttempts(first, second);
  expect(countOutcome(joined)).toEqual({ passed: 6, failed: 1 });
  expect(passedThen).toEqual([
    { name: 'browser/a.test.ts > y', reason: 'y waited in vain' },
    { name: 'browser/b.test.ts > y', reason: 'y waited in vain' },
  ]);
});

test('a test that was not run at the second attempt did not pass', () => {
  const first = outcomeOf([inBrowser('a', ['x'], ['y'])]);
  const { joined, passedThen } = joinAttempts(first, outcomeOf([inBrowser('a', [], [], false)]));
  expect(countOutcome(joined)).toEqual({ passed: 0, failed: 1 });
  expect(passedThen).toEqual([]);
});

test('a file that could be set up only at the second attempt is named', () => {
  const first = outcomeOf([inNode, inBrowser('a', [], [], false)]);
  const { joined, passedThen } = joinAttempts(first, outcomeOf([inBrowser('a', ['x'])]));
  expect(countOutcome(joined)).toEqual({ passed: 3, failed: 0 });
  expect(passedThen).toEqual([{ name: 'browser/a.test.ts', reason: 'could not be set up' }]);
});

test('where the second attempt breaks off, the first stands and nothing is said to have passed', () => {
  const first = outcomeOf([inNode, inBrowser('a', ['x'], ['y'])]);
  const { joined, passedThen } = joinAttempts(first, undefined);
  expect(countOutcome(joined)).toEqual({ passed: 3, failed: 2 });
  expect(passedThen).toEqual([]);
});
