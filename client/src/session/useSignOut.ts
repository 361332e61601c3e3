import { signOut } from '@caseload/shared/session/endpoints.ts';
import { useMutation } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { leaveTo } from './leaveTo.ts';
import { tellOtherTabs } from './otherTabs.ts';

export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: () => {
      tellOtherTabs(null);
      leaveTo('/sign-in');
    },
  });
}
