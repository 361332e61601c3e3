import type { Person } from '@caseload/shared/people/person.ts';
import type { PersonPatch } from './usePeopleWrites.ts';

/** What the form of a person holds; an address that is missing is empty. */
export type PersonDraft = Pick<Person, 'name' | 'role'> & { readonly email: string };

export const draftOf = ({ name, role, email }: Pick<Person, 'name' | 'role' | 'email'>): PersonDraft => ({
  name,
  role,
  email: email ?? '',
});

/** What I changed since `base` as I have it, the rest as it is now. */
export function rebasePerson(base: PersonDraft, mine: PersonDraft, now: PersonDraft): PersonDraft {
  return {
    name: mine.name === base.name ? now.name : mine.name,
    email: mine.email === base.email ? now.email : mine.email,
    role: mine.role === base.role ? now.role : mine.role,
  };
}

/** Only what differs is sent, so that it clashes with nothing else. */
export function patchOf(base: PersonDraft, draft: PersonDraft): PersonPatch {
  const name = draft.name.trim();
  const email = draft.email.trim().toLowerCase();
  return {
    ...(name === base.name ? {} : { name }),
    ...(email === base.email ? {} : { email }),
    ...(draft.role === base.role ? {} : { role: draft.role }),
  };
}
