import { IconAt, IconHistory, IconInbox, IconSettings } from '@tabler/icons-react';

/** The screens of the product, in the order of the rail. */
export const PLACES = [
  { to: '/my-work', label: 'shell.myWork', action: 'go.myWork', Icon: IconInbox },
  { to: '/activity', label: 'shell.activity', action: 'go.activity', Icon: IconHistory },
  { to: '/mentions', label: 'shell.mentions', action: 'go.mentions', Icon: IconAt },
  { to: '/settings', label: 'shell.settings', action: 'go.settings', Icon: IconSettings },
] as const;

export type Place = (typeof PLACES)[number];
