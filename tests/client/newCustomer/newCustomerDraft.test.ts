import { emptyDraft, newCustomerDrafts } from '@caseload/client/newCustomer/newCustomerDraft.ts';
import { expect, it } from 'vitest';
import { memoryStorage } from '../customers/memoryStorage.ts';

const typed = (name: string) => ({ ...emptyDraft(''), name });
const names = (place: Storage, employeeId = 'ana') => {
  const drafts = newCustomerDrafts(place, employeeId);
  return [drafts.recall()?.name, ...drafts.others().map(({ draft }) => draft.name)];
};

it('keeps what is typed for the one who typed it, until it is created or put away', () => {
  const place = memoryStorage();
  const drafts = newCustomerDrafts(place, 'ana');
  expect(drafts.recall()).toBeNull();
  drafts.keep(typed('Bakery'));
  expect(names(place)).toEqual(['Bakery']);
  expect(names(place, 'ben')).toEqual([undefined]);
  drafts.keep(null);
  expect(names(place)).toEqual([undefined]);
});

it('loses nothing when two windows type at the same time', () => {
  const place = memoryStorage();
  const one = newCustomerDrafts(place, 'ana');
  const two = newCustomerDrafts(place, 'ana');
  one.recall();
  two.recall();
  one.keep(typed('Ba'));
  two.keep(typed('Bu'));
  one.keep(typed('Bakery'));
  two.keep(typed('Butcher'));
  expect(names(place)).toEqual(['Butcher', 'Bakery']);
  two.keep(null);
  const after = newCustomerDrafts(place, 'ana');
  expect([after.recall(), after.others().map(({ draft }) => draft.name)]).toEqual([null, ['Bakery']]);
  after.others()[0]?.forget();
  expect(names(place)).toEqual([undefined]);
});

it('goes on where the browser has no room, with the text on the page only', () => {
  const drafts = newCustomerDrafts(memoryStorage(10), 'ana');
  drafts.keep(typed('Bakery'));
  expect(drafts.recall()).toBeNull();
});
