import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const TEXT = String.raw`(?:'(?<single>(?:[^'\\]|\\.)+)'|\x60(?<template>(?:[^\x60\\]|\\.)+)\x60)`;
/** The ways in which the server and the shared schemas say what is wrong with an input, or that somebody may not. */
const SAYINGS = [
  String.raw`\b(?:message|error):\s*(?:[^'\x60;{}]{0,80}\?\s*)?`,
  String.raw`\bmessage =\s*(?:[^'\x60;]{0,80}\?\s*)?`,
  String.raw`\b(?:forbidden|notNow|refuse|refused|ImportFault)\(\s*`,
  String.raw`\bfault\(pointer, `,
  String.raw`\.(?:refine|regex)\([^'\x60;]*?,\s*`,
];

/** Whole sentences about faults in the sources under these folders, with a 7 for what is put in while running. */
export function faultsIn(folders: readonly string[]): string[] {
  const found = new Set<string>();
  for (const source of folders.flatMap(sourcesIn)) {
    for (const saying of SAYINGS) {
      for (const { groups } of source.matchAll(new RegExp(saying + TEXT, 'gu'))) {
        const text = groups?.['single'] ?? groups?.['template'] ?? '';
        found.add(text.replaceAll(/\$\{[^}]*\}/gu, '7'));
      }
    }
  }
  return [...found].filter((text) => text.includes(' '));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}
