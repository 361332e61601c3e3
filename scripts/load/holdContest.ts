import type { Contest } from '@caseload/load/contest.ts';
import type { ContestResult } from '@caseload/load/report/result.ts';
import { type Measured, mediansOf } from '@caseload/load/tally.ts';
import { worseOf } from './appFigures.ts';
import type { Stage } from './openStage.ts';

type Turns = { readonly rounds: number; readonly seconds: number };

/** Rounds in turns, so that what the machine does meanwhile meets everybody alike. */
export async function holdContest(
  contest: Contest,
  { askFigures, atStart }: Pick<Stage, 'askFigures' | 'atStart'>,
  { seconds, rounds }: Turns,
): Promise<Omit<ContestResult, 'setting'>> {
  const before = await askFigures();
  const end = await contest.open?.();
  const measured = contest.contenders.map((): Measured[] => []);
  // What came before is forgotten by asking.
  const opened = await askFigures();
  let worst = { ...opened, eventLoopP99Ms: 0, eventLoopMaxMs: 0 };
  try {
    for (let round = 0; round < Math.min(rounds, contest.rounds ?? rounds); round += 1)
      for (const [index, { measure }] of contest.contenders.entries()) {
        measured[index]?.push(await measure(seconds));
        worst = worseOf(worst, await askFigures());
      }
  } finally {
    end?.();
  }
  const contenders = contest.contenders.map(({ name, goals = [] }, index) => ({
    name,
    goals: [...goals],
    ...mediansOf(measured[index] ?? []),
  }));
  const server = {
    atStartMb: atStart.residentMb,
    beforeMb: before.residentMb,
    afterMb: worst.residentMb,
    peakMb: worst.peakMb,
    usedBeforeMb: before.usedMb,
    usedAfterMb: worst.usedMb,
    eventLoopP99Ms: worst.eventLoopP99Ms,
    eventLoopMaxMs: worst.eventLoopMaxMs,
    pools: [...worst.pools],
  };
  return { name: contest.name, comparedBy: contest.comparedBy, contenders, server };
}
