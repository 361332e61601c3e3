import { aftermath } from './aftermath.ts';
import { answers } from './answers.ts';
import { wholeBatches } from './batches.ts';
import { canaries } from './canaries.ts';
import type { Check } from './check.ts';
import { conflicts } from './conflicts.ts';
import { feed } from './feed.ts';
import { fold } from './fold.ts';
import { images } from './images.ts';
import { oneWinner } from './oneWinner.ts';
import { pages } from './pages.ts';
import { processes } from './processes.ts';
import { realTime } from './realTime.ts';
import { refusedAbsent } from './refusedAbsent.ts';
import { resolved } from './resolved.ts';
import { sessions } from './sessions.ts';
import { trailReads } from './trailReads.ts';
import { trueAnswers } from './trueAnswers.ts';
import { versions } from './versions.ts';
import { writtenOnce } from './writtenOnce.ts';

/** Every invariant, in the order of the report. */
export const checks: readonly Check[] = [
  writtenOnce,
  refusedAbsent,
  versions,
  images,
  fold,
  oneWinner,
  trueAnswers,
  realTime,
  conflicts,
  trailReads,
  pages,
  feed,
  wholeBatches,
  sessions,
  canaries,
  resolved,
  answers,
  processes,
  aftermath,
];
