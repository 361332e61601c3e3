import { type Settings, USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../session/sessionQuery.ts';

/** What the signed-in person set, the usual before anybody is known. Asks nothing of the server. */
export function useKnownSettings(): Settings {
  const { data } = useQuery({ ...sessionQuery(), enabled: false });
  return data?.settings ?? USUAL_SETTINGS;
}
