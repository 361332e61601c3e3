import { listEmployees } from '@caseload/shared/employees/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import type { FieldWords } from './fieldText.ts';

const PEOPLE_CHANGE_SELDOM_MS = 5 * 60_000;

/** Everybody of the organisation, by name; empty until they are known. */
export function usePeople() {
  const { data } = useQuery({ ...endpointQuery(listEmployees, {}), staleTime: PEOPLE_CHANGE_SELDOM_MS });
  return data?.items ?? NOBODY;
}

const NOBODY: readonly never[] = [];

/** The words for field values in the signed-in person's organisation. */
export function useFieldWords(): FieldWords {
  const { t } = useTranslation();
  const place = usePlace();
  const { statuses, customFields } = useSession().organisation;
  const people = usePeople();
  return useMemo(
    () => ({ t, ...place, statuses, people, customFields }),
    [t, place, statuses, people, customFields],
  );
}
