import type { ComponentType } from 'react';
import { DialogAwaited } from './DialogAwaited.tsx';
import { lateComponent } from './lateComponent.tsx';

type Closed = { readonly onClose: () => void };

/** A dialog kept out of the screen's own file; what is typed before it has come is typed into what stands for it. */
export function lateDialog<Props extends Closed>(load: () => Promise<ComponentType<Props>>) {
  return lateComponent<Props>(load, ({ onClose }) => <DialogAwaited onClose={onClose} />);
}
