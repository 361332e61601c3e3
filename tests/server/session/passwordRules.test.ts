import { describe, expect, test } from 'vitest';
import { passwordFaults } from '@caseload/server/session/passwordRules.ts';
import { computingMs } from '../../support/awake.ts';
import { PASSWORD } from '../../support/cast.ts';

const CONTEXT = ['Zoé Lefèvre', 'zoe.lefevre@harbour.example', 'Harbour Office'];
const faults = (password: string) => passwordFaults(password, CONTEXT);

describe('taken', () => {
  test.each([
    PASSWORD,
    'nine of them sang along',
    'drei kleine schweinchen',
    'это очень длинная фраза',
    '我每天早上都要喝一杯热咖啡再去上班',
    '83610 57729 40318',
    'My cat Zoé hates Mondays.',
    'correct horse battery staple',
    'a password that nobody else has',
    ' leading and trailing blanks ',
  ])('%s', (password) => expect(faults(password)).toEqual([]));
});

describe('refused as too short', () => {
  // Fifteen UTF-16 units or more, and yet fewer than fifteen characters.
  test.each(['fourteen chars', '🦊🐻🐼🐨🐯🦁🐮🐷', 'é'.normalize('NFD').repeat(12)])('%s', (password) =>
    expect(faults(password)).toEqual(['must be at least 15 characters']),
  );
});

describe('refused as easily guessed', () => {
  test.each([
    ['one character', 'aaaaaaaaaaaaaaaaaaaa'],
    ['a pair of characters', 'ababababababababab'],
    ['the alphabet', 'abcdefghijklmnopq'],
    ['it backwards', 'ZYXWVUTSRQPONMLKJ'],
    ['digits in order', '123456789012345678'],
    ['the keyboard', 'qwertyuiopasdfghjkl'],
    ['the German keyboard', 'qwertzuiopyxcvbnm'],
    ['a common one twice', 'passwordpassword'],
    ['common ones, separated', 'Welcome-Summer-2024!'],
    ['a common one, numbered', 'Password123456789'],
    ['a famous one', 'correcthorsebatterystaple'],
    ['the product', 'Caseload Caseload'],
    ['that of the demo office', 'caseload-demo-password'],
    ['the own address', 'zoe.lefevre@harbour.example'],
    ['the own mailbox', 'zoe.lefevre.zoe.lefevre'],
    ['the own name', 'Zoé Lefèvre Zoé Lefèvre'],
    ['the own name, composed otherwise', 'ZOÉ LEFÈVRE zoé lefèvre'.normalize('NFD')],
    ['the office and a year', 'harbouroffice 1999'],
  ])('%s', (_name, password) => {
    expect(faults(password)).toHaveLength(1);
    expect(faults(password)[0]).toMatch(/guessed/u);
  });
});

test('words that are nobody’s are not held against anybody', () => {
  expect(passwordFaults('Zoé Lefèvre Zoé', ['Amara Okafor', null])).toEqual([]);
});

test('the longest password there may be is judged at once', () => {
  expect(computingMs(() => expect(faults('aB3'.repeat(85))).toHaveLength(1))).toBeLessThan(1_000);
});
