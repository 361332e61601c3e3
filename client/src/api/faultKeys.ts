import type { en } from '../i18n/en.ts';

export type FaultKey = keyof (typeof en)['faults'];

/**
 * What the server and the shared schemas say of an input, and the text that says it here: theirs is English and made for
 * programs. A named group fills the blank of its name.
 */
const INPUT: readonly (readonly [saying: RegExp, key: FaultKey])[] = [
  [/^Invalid email address$/u, 'email'],
  [/^Too small: expected string to have >=1 characters$|^must not be blank$/u, 'empty'],
  [/^Too small: expected string to have >=(?<limit>\d+) characters$/u, 'tooShort'],
  [/^Too big: expected string to have <=(?<limit>\d+) characters$/u, 'tooLong'],
  [/^Too small: expected array to have >=(?<limit>\d+) items$/u, 'tooFew'],
  [/^Too big: expected array to have <=(?<limit>\d+) items$/u, 'tooMany'],
  [/^at most (?<limit>\d+) keys$/u, 'tooMany'],
  [/^Too small: expected (?:number|int) to be >=?(?<limit>-?[\d.]+)$/u, 'tooSmall'],
  [/^Too big: expected (?:number|int) to be <=?(?<limit>-?[\d.]+)$/u, 'tooLarge'],
  [/^Invalid input: expected \w+, received undefined$/u, 'missing'],
  [/^(?:Invalid ISO (?:datetime|date)|must be a date such as .*|is no time of a change)$/u, 'date'],
  [/^(?:Invalid (?:input: expected number|number).*|must be a (?:whole )?number)$/u, 'number'],
  [/^(?:Invalid option: .*|must be one of the choices)$/u, 'choice'],
  [/^(?:Invalid (?:UUID|input|string).*|must be a text)$/u, 'kind'],
  [/^is a number that cannot be kept exactly$/u, 'exactNumber'],
  [/^must be one line without control characters$/u, 'oneLine'],
  [/^must not contain NUL characters or lone surrogates/u, 'unstorable'],
  [/^must lie between the years 1900 and 9999$/u, 'years'],
  [/^must lie between (?<from>\S+) and (?<to>\S+)$/u, 'between'],
  [/^must not lie before the first day$/u, 'daysTurned'],
  [/^must be at most (?<limit>\d+) days, the first included$/u, 'tooManyDays'],
  [/^must be the name of a time zone/u, 'timeZone'],
  [/^must not (?:repeat a|name a) \w+(?: twice)?$/u, 'twice'],
  [/^at most (?<limit>\d+) custom fields$/u, 'tooManyFields'],
  [/^must (?:change|set) (?:something|at least one \w+)$/u, 'nothingSet'],
  [/^must be (?:`comment`|the name of a custom field|the key of a status).*$/u, 'kind'],
  [/^must begin with a letter and have only letters, digits and _$/u, 'keyForm'],
  [/^must be a key or two keys with a space between$/u, 'keys'],
  [/^must name something the keyboard can do$/u, 'keys'],
  [/^must not move more than (?<limit>\d+) customers$/u, 'tooManyCustomers'],
  [/^must be somebody else$/u, 'somebodyElse'],
  [/^is not a status of this organisation(?:: .*)?$/u, 'unknownStatus'],
  [/^is archived: no customer is given it any more$/u, 'archivedStatus'],
  [/^is nobody of this organisation$/u, 'unknownPerson'],
  [/^is not active any more$/u, 'inactivePerson'],
  [/^is no tag of this organisation$/u, 'unknownTag'],
  [/^is no team of this organisation$/u, 'unknownTeam'],
  [/^is no custom field of this organisation$/u, 'unknownField'],
  [/^is not an action of this customer$/u, 'unknownAction'],
  [/^is not a cursor of this list$/u, 'unknownPlace'],
  [/^is no session$/u, 'unknownSession'],
  [/^is the name of another team$/u, 'teamNameTaken'],
  [/^is the name of another status/u, 'statusNameTaken'],
  [/^is the key of another field/u, 'fieldKeyTaken'],
  [/^is the address of somebody else here/u, 'emailTaken'],
  [/^there are (?<limit>\d+) fields in use; archive one first$/u, 'fieldsFull'],
  [/^there are (?<limit>\d+) statuses in use; archive one first$/u, 'statusesFull'],
  [/^you have (?<limit>\d+) views; delete one before you save another$/u, 'viewsFull'],
  [/^is one more than the (?<limit>\d+) drafts a person can have$/u, 'draftsFull'],
  [/^must not be larger than (?<limit>\d+) bytes$/u, 'draftTooLarge'],
  [/^must have at least one choice$|^a field of the type choice has choices/u, 'choicesMissing'],
  [/^only a field of the type choice has choices$/u, 'choicesOdd'],
  [/^would leave no open status in use/u, 'lastOpenStatus'],
  [/^is among the tags that go$/u, 'tagGoes'],
  [/^more than (?<limit>\d+) customers have one of them$/u, 'tooManyTagged'],
  [/^none of these people has open customers to give$/u, 'nothingToGive'],
  [/^was never applied: there is nothing to undo$/u, 'neverApplied'],
  [/^would give its customers back to people who are not active/u, 'undoInactive'],
  [/^would give its customers back a status that is archived/u, 'undoArchivedStatus'],
  [/^is somebody who is not active(?:: reactivate them first)?$/u, 'personInactive'],
  [/^is the (?:role of the )?only administrator left$/u, 'lastAdmin'],
  [/^holds more than (?<limit>\d+) open customers/u, 'holdsTooMany'],
  [/^is somebody without an e-mail address/u, 'personWithoutEmail'],
  [/^mentions somebody who is nobody of this organisation/u, 'mentionGone'],
  [/^names a file that does not wait for a comment/u, 'fileGone'],
  [/^is more than the (?<files>\d+) files, or (?<megabytes>\d+) MB,/u, 'filesFull'],
  [/^is a program, a script or a web page;/u, 'fileKind'],
  [/^must be at least (?<limit>\d+) characters$/u, 'tooShort'],
  [/^is easily guessed/u, 'guessable'],
  [/^is empty$/u, 'fileEmpty'],
  [/^was cut off$|^did not arrive in time$|^could not be read$/u, 'cutOff'],
];

const IMPORTS: readonly (readonly [saying: RegExp, key: FaultKey])[] = [
  [
    /^(?:is empty: the first line must name|The file is empty: its first line must name) the columns/u,
    'csvEmpty',
  ],
  [/^is (?:a web page or a script, no CSV file|no CSV file but something else than text.*)$/u, 'csvKind'],
  [/^is a workbook or an archive, no CSV file|^The file is a workbook or an archive/u, 'csvWorkbook'],
  [/^has a NUL character at byte|^The file is not text: there are NUL characters/u, 'csvDamaged'],
  [/^The file is (?:not .+ text: a byte after position \d+|UTF-16, not )/u, 'csvEncoding'],
  [/^There is no row below the names of the columns\.$/u, 'csvNoRows'],
  [/^There are (?<found>\d+) columns; more than (?<limit>\d+) cannot be meant/u, 'csvColumns'],
  [
    /^The first line must name the columns, but holds "(?<value>.*)": it seems to be a customer/u,
    'csvNoHeader',
  ],
  [/^Row (?<row>\d+):? (?:a quotation|something follows|there is a quotation|is longer)/u, 'csvQuotes'],
  [/^Row (?<row>\d+) cannot be read as CSV/u, 'csvRow'],
  [/^A row/u, 'csvSomeRow'],
  [/^has no file any more/u, 'importNoFile'],
  [/^was imported already/u, 'importDone'],
  [/^is at work; wait for it or cancel it$/u, 'importAtWork'],
  [/^was never imported: there is nothing to undo$/u, 'importNotDone'],
  [/^has no mapping yet/u, 'importNoMapping'],
  [/^was not checked since its mapping was set$/u, 'importNotChecked'],
  [/^has nothing to import/u, 'importNothing'],
  [/^is one too many: (?<limit>\d+) files of your organisation wait/u, 'importsFull'],
  [/^The field (?<field>\S+) is mapped twice/u, 'mappedTwice'],
  [/^The field name must be mapped/u, 'nameUnmapped'],
  [/^The field (?<field>\S+) takes one column, not \d+\.$/u, 'oneColumn'],
  [/^There is no column "(?<column>.*?)"\./u, 'noColumn'],
  [/^There are two columns "(?<column>.*?)",/u, 'twoColumns'],
  [/^Existing customers are either skipped or updated/u, 'existingOnce'],
  [/^Existing customers can only be found to be updated when/u, 'existingNeedsId'],
  [/^There is no status "(?<word>.*?)" in this organisation/u, 'noStatusOfWord'],
  [/^The status "(?<word>.*?)" /u, 'statusOfWordOut'],
  [/^Nobody here has the e-mail address, code or name "(?<word>.*)"\.$/u, 'nobodyOfWord'],
  [/^Several people are called "(?<word>.*)";/u, 'severalOfWord'],
  [/^More than (?<limit>\d+) people would have to be made/u, 'tooManyNewcomers'],
  [/^The server stopped before it was done/u, 'workInterrupted'],
  [/^Something went wrong on our side/u, 'workFailed'],
  [/^It was cancelled/u, 'workCancelled'],
];

/** Why a person may not do something. */
const RIGHTS: readonly (readonly [saying: RegExp, key: FaultKey])[] = [
  [/^You may change customers that are assigned to you or to nobody\.$/u, 'onlyOwn'],
  [/^Only supervisors give a customer to somebody else\.$/u, 'onlySupervisorsGive'],
  [/^Only supervisors share a view with everybody/u, 'onlySupervisorsShare'],
  [/^Only supervisors and administrators /u, 'onlySupervisors'],
  [/^Only administrators /u, 'onlyAdmins'],
  [/^Nobody deactivates themselves\.$/u, 'notOneself'],
  [/^This file belongs to a comment and stays\.$/u, 'fileStays'],
];

const KNOWN = [...INPUT, ...IMPORTS, ...RIGHTS];

export type KnownFault = { readonly key: FaultKey; readonly blanks: Readonly<Record<string, string>> };

/** What a text of the server means, or null for one this page does not know. */
export function knownFault(saying: string): KnownFault | null {
  for (const [pattern, key] of KNOWN) {
    const match = pattern.exec(saying.trim());
    if (match === null) continue;
    const blanks = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
    return { key, blanks: Object.fromEntries(blanks) };
  }
  return null;
}
