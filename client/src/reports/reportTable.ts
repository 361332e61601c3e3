import type { ActivitySearch } from '../activity/activitySearch.ts';
import type { MyWorkSearch } from '../assignedWork/myWorkSearch.ts';
import type { SectionName } from './reportsSearch.ts';

/** The list behind a number. */
export type ReportLink =
  | { readonly to: '/customers'; readonly search: MyWorkSearch }
  | { readonly to: '/activity'; readonly search: ActivitySearch };

export type ReportCell = {
  /** As a spreadsheet takes it. */
  readonly value: string | number | null;
  /** As a person reads it. */
  readonly text: string;
  /** None where there is nothing to list. */
  readonly link?: ReportLink;
};
export type ReportColumn = {
  readonly name: string;
  /** Drawn in the chart, in this colour; the second one is hatched as well, so that the colour is not all. */
  readonly colour?: string;
};
export type ReportRow = {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly ReportCell[];
};

/** A section of the page: a title that says the number, and one table that chart, print and file are made from. */
export type ReportTable = {
  readonly section: SectionName;
  readonly title: string;
  /** What is counted, in a sentence. */
  readonly note: string;
  /** The name of the first column. */
  readonly rowName: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** `days` is a line over time, `bars` a few bars side by side, `people` bars below each other. */
  readonly chart: 'days' | 'bars' | 'people';
  /** Said in place of a chart that would show nothing. */
  readonly empty: string | null;
};
