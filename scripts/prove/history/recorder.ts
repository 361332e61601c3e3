import { createWriteStream, type WriteStream } from 'node:fs';
import type { Call, FaultWindow, History, Meaning } from './call.ts';

type Request = {
  readonly client: string;
  readonly organisation: string;
  readonly operation: string;
  readonly meaning: Meaning;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
};
type Outcome = Pick<Call, 'status' | 'loss' | 'problem' | 'seen' | 'canaries'> & {
  readonly body: string;
};

/** Writes every request before it is sent and every answer when it is there, and keeps what the checks need. */
export type Recorder = {
  readonly file: string;
  readonly history: History;
  /** Milliseconds since the run began. */
  now(): number;
  /** Returns what records the answer. */
  sent(request: Request): (outcome: Outcome) => Call;
  fault(window: FaultWindow): void;
  /** Notes that a fault begins. */
  beginFault(name: string): void;
  /** Whether one has begun and is not over. */
  isFaultUnderWay(): boolean;
  close(): Promise<void>;
};

export function makeRecorder(file: string): Recorder {
  const stream: WriteStream = createWriteStream(file);
  const calls: Call[] = [];
  const faults: FaultWindow[] = [];
  let lines = 0;
  let isFaultUnderWay = false;
  const write = (entry: object): number => {
    // Stopped in the middle, clients may still be told something.
    if (stream.writableEnded) return lines;
    lines += 1;
    stream.write(`${JSON.stringify(entry)}\n`);
    return lines;
  };
  const origin = performance.now();
  const now = () => performance.now() - origin;
  const stamp = (at: number) => Math.round(at * 1_000) / 1_000;

  return {
    file,
    history: { calls, faults },
    now,
    sent({ client, organisation, operation, meaning, method, path, body }) {
      const sentAt = now();
      const line = write({
        event: 'request',
        at: stamp(sentAt),
        client,
        operation,
        meaning,
        method,
        path,
        body,
      });
      return ({ status, loss, problem, seen, canaries, body: answer }) => {
        const answeredAt = now();
        const tag = seen.page?.tag;
        write({ event: 'answer', at: stamp(answeredAt), request: line, status, loss, tag, body: answer });
        const call = {
          line,
          client,
          organisation,
          operation,
          meaning,
          sentAt,
          answeredAt,
          status,
          loss,
          problem,
          seen,
          canaries,
        };
        calls.push(call);
        return call;
      };
    },
    fault(window) {
      isFaultUnderWay = false;
      faults.push(window);
      write({ event: 'fault', ...window });
    },
    beginFault(name) {
      isFaultUnderWay = true;
      write({ event: 'note', at: stamp(now()), text: `fault: ${name}` });
    },
    isFaultUnderWay: () => isFaultUnderWay,
    close: () =>
      new Promise((resolve, reject) =>
        stream.end((error?: Error | null) => (error ? reject(error) : resolve())),
      ),
  };
}
