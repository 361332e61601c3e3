export type Progress = {
  /** Runs one step of a start and prints a line with its time, and signs of life while it takes long. */
  step<Result>(name: string, work: (log: (line: string) => void) => Promise<Result>): Promise<Result>;
  /** Seconds since the beginning, "4.2 s". */
  elapsed(): string;
};

const signOfLifeEveryMs = 5_000;

export function beginProgress(write: (text: string) => void): Progress {
  const begun = performance.now();
  return {
    elapsed: () => secondsSince(begun),
    async step(name, work) {
      const startedAt = performance.now();
      let lastLine = startedAt;
      const log = (line: string) => {
        lastLine = performance.now();
        write(`    ${line}\n`);
      };
      const timer = setInterval(() => {
        if (performance.now() - lastLine >= signOfLifeEveryMs) log(`${name} … ${secondsSince(startedAt)}`);
      }, 1_000);
      try {
        const result = await work(log);
        write(`  ${name.padEnd(28)} ${secondsSince(startedAt).padStart(7)}\n`);
        return result;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** Turns "so many of so many" into a line a second at most. */
export function countingLog(log: (line: string) => void): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    if (performance.now() - last < 1_000 && done < total) return;
    last = performance.now();
    log(`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
  };
}

function secondsSince(moment: number): string {
  return `${((performance.now() - moment) / 1000).toFixed(1)} s`;
}
