export const V8_FLAGS = [
  /**
   * Room for objects that die young, in MB: with V8's own much larger one the server held 400 MB where it holds 290 now,
   * and was not measurably faster (`npm run load`, pages at 30 connections).
   */
  '--max-semi-space-size=8',
  /**
   * The only WebAssembly here is Node's own, above all what takes the types out of our files at a start. V8 optimised it
   * while it was already nearly done, which took 13 MB and saved no time.
   */
  '--liftoff-only',
];
