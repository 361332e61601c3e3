import { Text } from '@mantine/core';
import { problemOf } from '../api/errors.ts';
import { ErrorPanel } from './ErrorPanel.tsx';
import { PageHeading } from './PageHeading.tsx';

type Props = {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly isRetrying: boolean;
  /** Said where nothing is at the address. */
  readonly missing: { readonly title: string; readonly text: string };
  /** The heading where there may be something. */
  readonly failedTitle: string;
};

/** Stands for what an address leads to. One that is no id at all is as good as one of something that does not exist. */
export function NotLoaded({ error, onRetry, isRetrying, missing, failedTitle }: Props) {
  const type = problemOf(error)?.type;
  if (type === 'not-found' || type === 'validation')
    return (
      <>
        <PageHeading>{missing.title}</PageHeading>
        <Text>{missing.text}</Text>
      </>
    );
  return (
    <>
      <PageHeading>{failedTitle}</PageHeading>
      <ErrorPanel error={error} onRetry={onRetry} isRetrying={isRetrying} />
    </>
  );
}
