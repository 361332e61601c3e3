import { createContext, useContext } from 'react';

/** A screen that shows customers as a list, and whose customers it shows when its address does not say. */
export type ListPlace = {
  readonly to: '/my-work' | '/customers';
  readonly from: '/signedIn/my-work' | '/signedIn/customers';
  readonly usualAssignee: 'me' | 'any';
};

export const MY_WORK: ListPlace = { to: '/my-work', from: '/signedIn/my-work', usualAssignee: 'me' };
export const EVERYBODYS: ListPlace = {
  to: '/customers',
  from: '/signedIn/customers',
  usualAssignee: 'any',
};

export const ListPlaceContext = createContext(MY_WORK);

export function useWhichList(): ListPlace {
  return useContext(ListPlaceContext);
}
