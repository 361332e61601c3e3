import { useTranslation } from 'react-i18next';
import { ListLink } from './ListLink.tsx';
import type { ReportCell, ReportTable as Model } from './reportTable.ts';

type Props = { readonly table: Model; readonly hasLinks: boolean };

const NOTHING: ReportCell = { value: null, text: '' };

/** The numbers of a section, all of them. */
export function ReportTable({ table, hasLinks }: Props) {
  const { t } = useTranslation();
  const { rowName, columns, rows } = table;
  // The focus scrolls to a link; without one the keyboard could not reach what is out of sight.
  const hasList = hasLinks && rows.some(({ cells }) => cells.some(({ link }) => link !== undefined));
  if (rows.length === 0)
    return <p className="report-section__empty">{table.empty ?? t('reports.nothing')}</p>;
  return (
    <div className={hasList ? 'report-table report-table--scrolls' : 'report-table'}>
      <table>
        <thead>
          <tr>
            <th scope="col">{rowName}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, cells }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {columns.map(({ name }, index) => {
                const { text, link } = cells[index] ?? NOTHING;
                return (
                  <td key={name}>
                    {hasLinks && link !== undefined ? (
                      <ListLink
                        link={link}
                        className="report-table__link"
                        label={t('reports.cell', { row: label, column: name, text })}
                      >
                        {text}
                      </ListLink>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
