import { hostileAddresses, hostileMethods } from './hostileAddresses.ts';
import { hostileCursors } from './hostileCursors.ts';
import { hostileHeaders } from './hostileHeaders.ts';
import type { HostileInput } from './hostileInput.ts';
import { hostileBodies, hostileMediaTypes } from './hostileJson.ts';
import { hostileProtocol } from './hostileProtocol.ts';
import { hostileQueries, hostileTexts } from './hostileTexts.ts';
import {
  hostileChoices,
  hostileFieldValues,
  hostileIds,
  hostilePatches,
  hostileTimes,
} from './hostileValues.ts';

/** All of them, by what is wrong. */
export const hostileInputs: readonly HostileInput[] = [
  ...hostileTexts(),
  ...hostileQueries(),
  ...hostileBodies(),
  ...hostileMediaTypes(),
  ...hostileTimes(),
  ...hostileIds(),
  ...hostileChoices(),
  ...hostileFieldValues(),
  ...hostilePatches(),
  ...hostileCursors(),
  ...hostileHeaders(),
  ...hostileMethods(),
  ...hostileAddresses(),
  ...hostileProtocol(),
];
