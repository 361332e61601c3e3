import { bulk } from './bulk.ts';
import { comments } from './comments.ts';
import { feed } from './feed.ts';
import { hot } from './hot.ts';
import { lists } from './lists.ts';
import { organisations } from './organisations.ts';
import { sessions } from './sessions.ts';
import { spread } from './spread.ts';
import type { Workload } from './workload.ts';

export const workloads: readonly Workload[] = [
  hot,
  spread,
  comments,
  bulk,
  lists,
  sessions,
  organisations,
  feed,
];
