import { onOneLine, withNames } from '@caseload/client/mentions/plainComment.ts';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { expect, test } from 'vitest';

const emma = mentionText({ id: '01980000-0000-7000-8000-000000000001', name: 'Emma Thompson' });

test('people stand in a comment by their names', () => {
  expect(withNames(`${emma} and ${emma}:\ncall [them](https://a.example)`)).toBe(
    '@Emma Thompson and @Emma Thompson:\ncall [them](https://a.example)',
  );
});

test('on one line', () => {
  expect(onOneLine(`  Hello\n\n  ${emma}\tagain `)).toBe('Hello @Emma Thompson again');
});
