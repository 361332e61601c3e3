import { assignedWork } from './en/assignedWork.ts';
import { conflicts } from './en/conflicts.ts';
import { customerActions } from './en/customerActions.ts';
import { customers } from './en/customers.ts';
import { errors } from './en/errors.ts';
import { keys } from './en/keys.ts';
import { session } from './en/session.ts';
import { shell } from './en/shell.ts';
import { time } from './en/time.ts';
import { words } from './en/words.ts';

/** Every visible text, by feature; the shape other languages have to fill. */
export const en = {
  assignedWork,
  conflicts,
  customerActions,
  customers,
  errors,
  keys,
  session,
  shell,
  time,
  words,
} as const;
