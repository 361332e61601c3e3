import { z } from 'zod';
import { timeZone } from '../contracts/timeZone.ts';
import { recordedAt } from '../contracts/values.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['compact', 'default', 'comfortable'] as const;
export const LANGUAGES = ['system', 'en', 'de'] as const;

/** The name of a thing the keyboard can do, for example `customers.status`. */
const keyAction = z.string().regex(/^[a-z][A-Za-z0-9.]{0,59}$/u, 'must name something the keyboard can do');
/** A key by its `KeyboardEvent.key`, or a sequence of two with a space between. */
const keyCombination = z
  .string()
  .min(1)
  .max(40)
  .regex(/^\S+(?: \S+)?$/u, 'must be a key or two keys with a space between');

export const KEYS_MAXIMUM = 100;
const ownKeys = z
  .record(keyAction, keyCombination.nullable())
  .refine((keys) => Object.keys(keys).length <= KEYS_MAXIMUM, `at most ${KEYS_MAXIMUM} keys`);

/** What a person set for themselves; the same on every device. */
export const settableSettings = {
  /** Null follows the device. */
  timeZone: timeZone.nullable(),
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  density: z.enum(DENSITIES),
  /** Whether keys without Ctrl, Alt or Meta do anything (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** Own keys by action; null takes the key away. */
  keys: ownKeys,
};

/** Changes of some of the own keys, in place of `keys`, which replaces them all and with them what another tab set. */
export const settableKeys = {
  changedKeys: ownKeys.meta({
    description:
      'Own keys of these actions, null takes the key away; those of other actions stay as they are',
  }),
  resetKeys: z.array(keyAction).max(KEYS_MAXIMUM).meta({
    description: 'Actions that have their usual keys again, also when `changedKeys` names them',
  }),
};

export const settings = z
  .strictObject({ ...settableSettings, updatedAt: recordedAt.nullable() })
  .meta({ id: 'Settings' });
export type Settings = z.output<typeof settings>;

/** What holds until a person sets something else. */
export const USUAL_SETTINGS: Settings = {
  timeZone: null,
  language: 'system',
  theme: 'system',
  density: 'default',
  singleKeys: true,
  keys: {},
  updatedAt: null,
};
