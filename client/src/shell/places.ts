import type { Identity } from '@caseload/shared/rules/canEditCustomer.ts';
import { canManagePeople } from '@caseload/shared/rules/canManage.ts';
import { canImport } from '@caseload/shared/rules/canImport.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import {
  IconAddressBook,
  IconAt,
  IconChartBar,
  IconHistory,
  IconInbox,
  IconLayoutBoard,
  IconSettings,
  IconTableImport,
  IconUserCog,
  IconUsersGroup,
} from '@tabler/icons-react';

const everybody = () => true;

/** The screens of the product, in the order of the rail. */
export const PLACES = [
  { to: '/my-work', label: 'shell.myWork', action: 'go.myWork', Icon: IconInbox, isFor: everybody },
  {
    to: '/customers',
    label: 'shell.customers',
    action: 'go.customers',
    Icon: IconAddressBook,
    isFor: everybody,
  },
  { to: '/board', label: 'shell.board', action: 'go.board', Icon: IconLayoutBoard, isFor: canSupervise },
  { to: '/activity', label: 'shell.activity', action: 'go.activity', Icon: IconHistory, isFor: everybody },
  { to: '/reports', label: 'shell.reports', action: 'go.reports', Icon: IconChartBar, isFor: everybody },
  { to: '/mentions', label: 'shell.mentions', action: 'go.mentions', Icon: IconAt, isFor: everybody },
  { to: '/import', label: 'shell.imports', action: 'go.imports', Icon: IconTableImport, isFor: canImport },
  { to: '/teams', label: 'shell.teams', action: 'go.teams', Icon: IconUsersGroup, isFor: canSupervise },
  { to: '/people', label: 'shell.people', action: 'go.people', Icon: IconUserCog, isFor: canManagePeople },
  { to: '/settings', label: 'shell.settings', action: 'go.settings', Icon: IconSettings, isFor: everybody },
] as const;

export type Place = (typeof PLACES)[number];

/** The screens a person can use; the others are offered to them nowhere. */
export function placesOf(actor: Identity): readonly Place[] {
  return PLACES.filter(({ isFor }) => isFor(actor));
}
