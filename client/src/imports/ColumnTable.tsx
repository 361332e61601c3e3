import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import {
  choicesOf,
  clashingColumns,
  type ColumnChoices,
  columnFault,
  columnsPerField,
  mapOf,
} from './columnChoices.ts';
import { type FieldChoices, fieldChoices, fieldName } from './fieldChoices.ts';
import type { RulesInHand } from './useRulesDraft.ts';

type Props = { readonly import: CustomerImport; readonly inHand: RulesInHand };

/** The first row of cells stands below the header, which is row 1 of a spreadsheet. */
const FIRST_ROW = 2;

/** Every column of the file with what it is imported as and the first rows, which stand as columns here. */
export function ColumnTable({ import: { header, sample }, inHand: { rules, change } }: Props) {
  const { t } = useTranslation();
  const { customFields } = useSession().organisation;
  const choices = choicesOf(header, rules.map);
  const offered = fieldChoices(t, customFields, rules.map);
  const clashing = clashingColumns(choices);
  const perField = columnsPerField(choices);

  function choose(index: number, field: string | null) {
    const next: ColumnChoices = choices.with(index, field);
    change({ map: mapOf(header, next) });
  }

  function noteOf(index: number): { readonly text: string; readonly isFault: boolean } | null {
    const fault = columnFault(header, index);
    if (fault !== null) return { text: t(`imports.${fault}Fault`), isFault: true };
    const chosen = choices[index] ?? null;
    if (chosen === null) return null;
    const field = fieldName(t, customFields, chosen);
    if (clashing.has(index)) return { text: t('imports.clashFault', { field }), isFault: true };
    return (perField.get(chosen) ?? 0) > 1 ? { text: t('imports.joined', { field }), isFault: false } : null;
  }

  return (
    <div className="columns-scroller">
      <table className="columns" aria-label={t('imports.columns')}>
        <thead>
          <tr>
            <th scope="col">{t('imports.column')}</th>
            <th scope="col">{t('imports.importedAs')}</th>
            {sample.map((_, row) => (
              <th key={row} scope="col">
                {t('imports.sampleRow', { row: row + FIRST_ROW })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {header.map((name, index) => (
            // Several columns may have one name, so only their place tells them apart.
            <tr key={index}>
              <th scope="row" data-user-text>
                {name.trim() === '' ? t('imports.nameless', { number: index + 1 }) : name}
              </th>
              <td className="columns__choice">
                <ColumnChoice
                  label={t('imports.importedAsOf', { column: name.trim() || String(index + 1) })}
                  offered={offered}
                  value={choices[index] ?? null}
                  isLocked={columnFault(header, index) !== null}
                  note={noteOf(index)}
                  onChoose={(field) => choose(index, field)}
                />
              </td>
              {sample.map((cells, row) => (
                <Sample key={row} row={row + FIRST_ROW} text={cells[index] ?? ''} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sample({ row, text }: { readonly row: number; readonly text: string }) {
  const { t } = useTranslation();
  return (
    <td className="columns__sample" data-row={t('imports.sampleRow', { row })} title={text}>
      {text === '' ? <span className="quiet">{t('imports.emptyCell')}</span> : text}
    </td>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly offered: FieldChoices;
  readonly value: string | null;
  readonly isLocked: boolean;
  readonly note: { readonly text: string; readonly isFault: boolean } | null;
  readonly onChoose: (field: string | null) => void;
};

/** The browser's own list: a file may have hundreds of columns. */
function ColumnChoice({ label, offered, value, isLocked, note, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value ?? ''}
      disabled={isLocked}
      error={note?.isFault === true ? note.text : undefined}
      description={note?.isFault === false ? note.text : undefined}
      inputWrapperOrder={['input', 'description', 'error']}
      onChange={({ currentTarget }) => onChoose(currentTarget.value === '' ? null : currentTarget.value)}
    >
      <option value="">{t('imports.dontImport')}</option>
      <optgroup label={t('imports.usualFields')}>{offered.usual.map(optionOf)}</optgroup>
      {offered.own.length > 0 && (
        <optgroup label={t('imports.ownFields')}>{offered.own.map(optionOf)}</optgroup>
      )}
      {offered.other.length > 0 && (
        <optgroup label={t('imports.otherFields')}>{offered.other.map(optionOf)}</optgroup>
      )}
    </NativeSelect>
  );
}

function optionOf({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
