import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
};

/** Stands in the place of the rows. */
export function ListMessage({ icon, title, text, children }: Props) {
  return (
    <Stack align="center" gap="sm" px="md" py={64} ta="center">
      <span className="quiet" aria-hidden>
        {icon}
      </span>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text className="quiet" maw={420}>
        {text}
      </Text>
      {children}
    </Stack>
  );
}
