import { activity } from './de/activity.ts';
import { assignedWork } from './de/assignedWork.ts';
import { attachments } from './de/attachments.ts';
import { batches } from './de/batches.ts';
import { board } from './de/board.ts';
import { conflicts } from './de/conflicts.ts';
import { customFields } from './de/customFields.ts';
import { customerActions } from './de/customerActions.ts';
import { customers } from './de/customers.ts';
import { errors } from './de/errors.ts';
import { exports } from './de/exports.ts';
import { faults } from './de/faults.ts';
import { imports } from './de/imports.ts';
import { keys } from './de/keys.ts';
import { markdown } from './de/markdown.ts';
import { mentions } from './de/mentions.ts';
import { newCustomer } from './de/newCustomer.ts';
import { outbox } from './de/outbox.ts';
import { palette } from './de/palette.ts';
import { passwordLinks } from './de/passwordLinks.ts';
import { people } from './de/people.ts';
import { reports } from './de/reports.ts';
import { session } from './de/session.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { statuses } from './de/statuses.ts';
import { tags } from './de/tags.ts';
import { teams } from './de/teams.ts';
import { time } from './de/time.ts';
import { undo } from './de/undo.ts';
import { views } from './de/views.ts';
import { words } from './de/words.ts';
import { workQueue } from './de/workQueue.ts';
import type { en } from './en.ts';
import type { Translation } from './translation.ts';

export const de: Translation<typeof en> = {
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
};
