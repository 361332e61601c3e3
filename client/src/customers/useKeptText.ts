import { useState } from 'react';
import { z } from 'zod';
import { useSession } from '../session/sessionQuery.ts';
import { useCustomer } from './customerContext.ts';

const kept = z.string().max(100_000);

/** Text that belongs to no field yet, such as half a comment: it survives reload, sign-out and network loss. */
export function useKeptText(what: string): readonly [string, (text: string) => void] {
  const { customer, desk } = useCustomer();
  const { id } = useSession().employee;
  const place = `caseload.typed/${id}/${customer.id}/${what}`;
  const [text, setText] = useState(() => kept.safeParse(desk.storage.read(place)).data ?? '');
  const keep = (next: string) => {
    setText(next);
    if (next === '') desk.storage.remove(place);
    else desk.storage.write(place, next);
  };
  return [text, keep];
}
