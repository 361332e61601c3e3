import { usePlace } from '../time/place.ts';

/** Which rows, and whose day the file is to be named after: the server does not know the zone of this device. */
export function useFileQuery(rows: object): object {
  const { timeZone } = usePlace();
  return { ...rows, timeZone };
}
