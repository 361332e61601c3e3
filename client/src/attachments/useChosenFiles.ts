import { deleteAttachment } from '@caseload/shared/attachments/endpoints.ts';
import { call } from '../api/call.ts';
import { useCustomer } from '../customers/customerContext.ts';
import type { CustomerDesk } from '../customers/desk.ts';
import { useSession } from '../session/sessionQuery.ts';
import { type ChosenFiles, createChosenFiles } from './chosenFiles.ts';
import { uploadFile } from './upload.ts';

/** They live as long as the rest of what a person has in hand about a customer. */
const known = new WeakMap<CustomerDesk, ChosenFiles>();

/** The files chosen for the comment on the customer in view. */
export function useChosenFiles(): ChosenFiles {
  const { customer, desk, mine } = useCustomer();
  const { id: me } = useSession().employee;
  const kept = known.get(mine);
  if (kept !== undefined) return kept;
  const files = createChosenFiles({
    storage: desk.storage,
    place: `caseload.files/${me}/${customer.id}`,
    upload: (file, options) => uploadFile(customer.id, file, options),
    // The server forgets it after a day anyway.
    forget: (id) => void call(deleteAttachment, { params: { id } }).catch(() => undefined),
  });
  known.set(mine, files);
  askBeforeLosing(files);
  return files;
}

/** Whatever screen is shown: until it is uploaded, a chosen file is only on this page. */
function askBeforeLosing(files: ChosenFiles): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  files.subscribe(() => {
    if (files.list().some(({ state }) => state.kind !== 'ready' && state.kind !== 'refused'))
      window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
}
