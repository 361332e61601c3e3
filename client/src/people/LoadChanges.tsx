import type { BatchLoad } from '@caseload/shared/batches/batch.ts';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly loads: readonly BatchLoad[];
  /** Whose own line says nothing new. */
  readonly without: string;
};

/** How many open customers everybody concerned has before and after. */
export function LoadChanges({ loads, without }: Props) {
  const { t, i18n } = useTranslation();
  const format = (count: number) => count.toLocaleString(i18n.language);
  const others = loads.filter(({ employee }) => employee.id !== without);
  if (others.length === 0) return null;
  return (
    <table className="load-changes">
      <thead>
        <tr>
          <th scope="col">{t('people.receiver')}</th>
          <th scope="col">{t('people.openBefore')}</th>
          <th scope="col">{t('people.openAfter')}</th>
        </tr>
      </thead>
      <tbody>
        {others.map(({ employee, before, after }) => (
          <tr key={employee.id}>
            <th scope="row">{employee.name}</th>
            <td>{format(before)}</td>
            <td>{format(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
