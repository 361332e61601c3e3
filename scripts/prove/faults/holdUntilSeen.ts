import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
/** How many times as long a machine that is busy with something else may take. */
const PATIENCE = 10;

/** Lets a fault last `holdMs`, or longer until what it is to bring about was seen. Resolves to whether it was. */
export async function holdUntilSeen(holdMs: number, look: () => Promise<boolean>): Promise<boolean> {
  const from = performance.now();
  let isSeen = false;
  for (let passed = 0; passed < (isSeen ? holdMs : PATIENCE * holdMs); passed = performance.now() - from) {
    isSeen ||= await look();
    await pause(LOOK_EVERY_MS);
  }
  return isSeen;
}
