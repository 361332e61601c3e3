import type { VirtualItem } from '@tanstack/react-virtual';

/** How the list was left: so that it stands as it did when a person comes back from a customer. */
export type ActivityMemory = {
  /** The filters of the list, as text. */
  readonly address: string;
  readonly activeId: string | null;
  readonly open: ReadonlySet<string>;
  /** Heights as they were measured; without them the window could not return to its place. */
  readonly measured: VirtualItem[];
};

let memory: ActivityMemory | null = null;

export function rememberActivity(left: ActivityMemory): void {
  memory = left;
}

export function recallActivity(address: string): ActivityMemory | null {
  return memory?.address === address ? memory : null;
}
