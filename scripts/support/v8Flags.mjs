/**
 * How V8 is told to keep the server. Room for objects that die young, in MB: with V8's own much larger one the server
 * held 400 MB where it holds 290 now, and was not measurably faster (`npm run load`, pages at 30 connections).
 */
export const V8_FLAGS = ['--max-semi-space-size=8'];
