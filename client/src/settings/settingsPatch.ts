import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { updateSettings } from '@caseload/shared/settings/endpoints.ts';
import type { Settings } from '@caseload/shared/settings/settings.ts';
import type { OwnKeys } from '../keys/keysOf.ts';

/** What is set, and nothing else: never all keys, since another tab may have set some of them. */
export type SettingsPatch = Omit<CallInput<typeof updateSettings>['body'], 'keys'>;

/** What makes these own keys of those, action by action. */
export function keyChanges(from: OwnKeys, to: OwnKeys): SettingsPatch {
  const changed = Object.entries(to).filter(([action, key]) => from[action] !== key);
  return {
    changedKeys: Object.fromEntries(changed),
    resetKeys: Object.keys(from).filter((action) => !Object.hasOwn(to, action)),
  };
}

/** The settings as the server will have them after a patch. */
export function withPatch(
  settings: Settings,
  { changedKeys = {}, resetKeys = [], ...parts }: SettingsPatch,
): Settings {
  const keys = Object.entries({ ...settings.keys, ...changedKeys });
  return {
    ...settings,
    ...parts,
    keys: Object.fromEntries(keys.filter(([action]) => !resetKeys.includes(action))),
  };
}

/** The settings without a patch that failed; what was set anew since then stays. */
export function takenBack(now: Settings, patch: SettingsPatch, before: Settings): Settings {
  const { changedKeys = {}, resetKeys = [], ...parts } = patch;
  const set = withPatch(before, patch);
  const back = Object.keys(parts).filter((name) => Reflect.get(now, name) === Reflect.get(set, name));
  const actions = [...Object.keys(changedKeys), ...resetKeys].filter(
    (action) => now.keys[action] === set.keys[action],
  );
  const others = Object.entries(now.keys).filter(([action]) => !actions.includes(action));
  return {
    ...now,
    ...picked(before, back),
    keys: { ...Object.fromEntries(others), ...picked(before.keys, actions) },
  };
}

function picked(of: object, names: readonly string[]) {
  return Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
}
