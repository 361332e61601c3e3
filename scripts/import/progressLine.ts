export type ProgressLine = {
  /** Shows how far it is: `share` from 0 to 1, and what was counted. Cheap to call often. */
  show(share: number, counted: string): void;
  /** Leaves a clean line behind. */
  end(): void;
};

type Terminal = { readonly isTTY?: boolean; write(text: string): unknown };

const WIDTH = 30;
const LINE_EVERY_MS = 2_000;
const BAR_EVERY_MS = 100;

/** A bar that moves on a terminal, and a plain line every few seconds anywhere else. */
export function makeProgressLine(output: Terminal): ProgressLine {
  const isTerminal = output.isTTY === true;
  let last = performance.now();
  let shown = false;
  return {
    show(share, counted) {
      const now = performance.now();
      if (now - last < (isTerminal ? BAR_EVERY_MS : LINE_EVERY_MS)) return;
      last = now;
      const whole = Math.min(Math.max(share, 0), 1);
      const figures = `${Math.floor(whole * 100)} % · ${counted}`;
      if (!isTerminal) return void output.write(`  ${figures}\n`);
      const filled = Math.round(whole * WIDTH);
      output.write(`\r\u001b[K  ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${figures}`);
      shown = true;
    },
    end() {
      if (shown) output.write('\r\u001b[K');
    },
  };
}
