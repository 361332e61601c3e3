import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';

type Props = { readonly error: unknown; readonly onRetry?: () => void; readonly isRetrying?: boolean };

/** A refused or failed call; that another import works is no failure but a matter of waiting. */
export function ImportTrouble({ error, ...retry }: Props) {
  const problem = problemOf(error);
  if (problem?.type !== 'import-running') return <ErrorPanel error={error} {...retry} />;
  return <OtherWorks {...problem.running} {...retry} />;
}

type OtherProps = Omit<Props, 'error'> & {
  readonly id: string;
  readonly fileName: string;
  readonly startedBy: { readonly name: string };
};

function OtherWorks({ id, fileName, startedBy, onRetry, isRetrying = false }: OtherProps) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" icon={<IconHourglass aria-hidden />} className="imports__alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('imports.runningElsewhere', { who: startedBy.name, file: fileName })}</Text>
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/import/$importId" params={{ importId: id }} search={{}} {...props} />
          )}
        >
          {t('imports.toRunning')}
        </Anchor>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry} loading={isRetrying}>
            {t('errors.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
