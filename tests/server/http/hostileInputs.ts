import { hostileAddresses, hostileMethods } from './hostileAddresses.ts';
import { hostileBoard } from './hostileBoard.ts';
import { hostileCursors } from './hostileCursors.ts';
import { hostileDefinitions } from './hostileDefinitions.ts';
import { hostileDesk } from './hostileDesk.ts';
import { hostileHeaders } from './hostileHeaders.ts';
import { hostileImports } from './hostileImports.ts';
import type { HostileInput } from './hostileInput.ts';
import { hostileBodies, hostileMediaTypes } from './hostileJson.ts';
import { hostilePeople } from './hostilePeople.ts';
import { hostileProtocol } from './hostileProtocol.ts';
import { hostileReports } from './hostileReports.ts';
import { hostileRemarks } from './hostileRemarks.ts';
import { hostileQueries, hostileTexts } from './hostileTexts.ts';
import { hostileSettings } from './hostileSettings.ts';
import { hostileUploads } from './hostileUploads.ts';
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
  ...hostileDefinitions(),
  ...hostileReports(),
  ...hostileRemarks(),
  ...hostileBoard(),
  ...hostilePeople(),
  ...hostileUploads(),
  ...hostileImports(),
  ...hostileDesk(),
  ...hostileSettings(),
  ...hostileCursors(),
  ...hostileHeaders(),
  ...hostileMethods(),
  ...hostileAddresses(),
  ...hostileProtocol(),
];
