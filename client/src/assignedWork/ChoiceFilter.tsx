import { FilterChoice } from './FilterChoice.tsx';
import { FilterMenu } from './FilterMenu.tsx';

type Props<T extends string> = {
  readonly label: string;
  readonly values: readonly T[];
  readonly textOf: (value: T) => string;
  /** The choice that narrows nothing. */
  readonly anyText: string;
  readonly value: T | undefined;
  readonly onChange: (value: T | undefined) => void;
};

/** A filter that has one of a few values, or none. */
export function ChoiceFilter<T extends string>(props: Props<T>) {
  const { label, values, textOf, anyText, value, onChange } = props;
  return (
    <FilterMenu label={label}>
      <FilterChoice label={anyText} isOn={value === undefined} pick={() => onChange(undefined)} />
      {values.map((one) => (
        <FilterChoice key={one} label={textOf(one)} isOn={value === one} pick={() => onChange(one)} />
      ))}
    </FilterMenu>
  );
}
