import {
  applyChange,
  changedFields,
  changeFrom,
  isEmptyChange,
  mergeChanges,
  pickFields,
} from '@caseload/client/conflicts/customerChange.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import { diffCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleCustomer } from '../customers/simulatedServer.ts';
import { change } from './arbitraries.ts';
import { checkSeeded } from './checkSeeded.ts';

it('names custom values one by one, and an empty set of them is no change', () => {
  expect(changedFields({ phone: null, fields: { size: 'large', vip: null } })).toEqual([
    'phone',
    'fields.size',
    'fields.vip',
  ]);
  expect(isEmptyChange({ fields: {} })).toBe(true);
});

it('picks fields by their flat names', () => {
  const both = { phone: '1', notes: 'n', fields: { size: 'large', vip: true } };
  expect(pickFields(both, (field) => field === 'fields.vip')).toEqual({ fields: { vip: true } });
  expect(pickFields(both, (field) => field === 'notes')).toEqual({ notes: 'n' });
  expect(pickFields(both, () => false)).toEqual({});
});

it('splits and merges back without loss', () => {
  checkSeeded(
    fc.property(change, fc.func(fc.boolean()), (whole, isFirst) => {
      const first = pickFields(whole, (field) => isFirst(field));
      const second = pickFields(whole, (field) => !isFirst(field));
      expect(changedFields(mergeChanges(first, second)).toSorted()).toEqual(changedFields(whole).toSorted());
    }),
  );
});

it('undoes a change with what the fields were before', () => {
  checkSeeded(
    fc.property(change, (done) => {
      const before = sampleCustomer();
      const undo = changeFrom(customerState(before), changedFields(done));
      const restored = applyChange(applyChange(before, done), undo);
      expect(diffCustomer(customerState(restored), customerState(before))).toEqual([]);
    }),
  );
});
