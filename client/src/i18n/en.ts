import { activity } from './en/activity.ts';
import { assignedWork } from './en/assignedWork.ts';
import { attachments } from './en/attachments.ts';
import { batches } from './en/batches.ts';
import { board } from './en/board.ts';
import { conflicts } from './en/conflicts.ts';
import { customFields } from './en/customFields.ts';
import { customerActions } from './en/customerActions.ts';
import { customers } from './en/customers.ts';
import { errors } from './en/errors.ts';
import { exports } from './en/exports.ts';
import { faults } from './en/faults.ts';
import { imports } from './en/imports.ts';
import { keys } from './en/keys.ts';
import { markdown } from './en/markdown.ts';
import { mentions } from './en/mentions.ts';
import { newCustomer } from './en/newCustomer.ts';
import { outbox } from './en/outbox.ts';
import { palette } from './en/palette.ts';
import { passwordLinks } from './en/passwordLinks.ts';
import { people } from './en/people.ts';
import { reports } from './en/reports.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { statuses } from './en/statuses.ts';
import { tags } from './en/tags.ts';
import { teams } from './en/teams.ts';
import { time } from './en/time.ts';
import { undo } from './en/undo.ts';
import { views } from './en/views.ts';
import { words } from './en/words.ts';
import { workQueue } from './en/workQueue.ts';

/** Every visible text, by feature; the shape other languages have to fill. */
export const en = {
  activity,
  assignedWork,
  attachments,
  batches,
  board,
  conflicts,
  customFields,
  customerActions,
  customers,
  errors,
  faults,
  imports,
  exports,
  keys,
  markdown,
  mentions,
  newCustomer,
  outbox,
  palette,
  passwordLinks,
  people,
  reports,
  session,
  settings,
  shell,
  statuses,
  tags,
  teams,
  time,
  undo,
  views,
  words,
  workQueue,
} as const;
