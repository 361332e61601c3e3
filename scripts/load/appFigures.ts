/** How the server's process is doing; the delays are of the event loop since they were last asked for. */
export type AppFigures = {
  readonly residentMb: number;
  readonly eventLoopP99Ms: number;
  readonly eventLoopMaxMs: number;
};
