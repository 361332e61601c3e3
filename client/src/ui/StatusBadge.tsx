import type { Status } from '@caseload/shared/organisations/organisation.ts';
import './statusBadge.css';

type Props = { readonly status: string; readonly statuses: readonly Status[] };

/** The status in words, tinted by its category. */
export function StatusBadge({ status, statuses }: Props) {
  const known = statuses.find(({ key }) => key === status);
  return (
    <span className="status-badge" data-category={known?.category}>
      {known?.label ?? status}
    </span>
  );
}
