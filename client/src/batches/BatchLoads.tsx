import type { Batch } from '@caseload/shared/batches/batch.ts';
import { useTranslation } from 'react-i18next';
import { signed } from './signed.ts';

type Props = Pick<Batch, 'loads' | 'state'>;

/** How many open customers everybody has without and with the batch, where it makes a difference. */
export function BatchLoads({ loads, state }: Props) {
  const { t, i18n } = useTranslation();
  const moved = loads.filter(({ before, after }) => before !== after);
  if (moved.length === 0 || state === 'undone') return null;
  const isPlan = state === 'preview';
  const format = (number: number) => number.toLocaleString(i18n.language);
  return (
    <section className="batch__part">
      <h2>{t(isPlan ? 'batches.loads' : 'batches.loadsThen')}</h2>
      <table className="batch__loads">
        <thead>
          <tr>
            <th scope="col">{t('batches.person')}</th>
            <th scope="col">{t(isPlan ? 'batches.before' : 'batches.beforeThen')}</th>
            <th scope="col">{t(isPlan ? 'batches.after' : 'batches.planned')}</th>
            <th scope="col">{t('batches.change')}</th>
          </tr>
        </thead>
        <tbody>
          {moved.map(({ employee, before, after }) => (
            <tr key={employee.id}>
              <th scope="row">{employee.name}</th>
              <td>{format(before)}</td>
              <td>{format(after)}</td>
              <td>{signed(after - before, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
