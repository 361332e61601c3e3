import type { Team } from '@caseload/shared/teams/team.ts';

/** The team that somebody supervises, the first of several; what they look after opens on it. */
export const ownTeamOf = (teams: readonly Team[], { id }: { readonly id: string }): Team | undefined =>
  teams.find(({ members }) => members.some((member) => member.isSupervisor && member.id === id));
