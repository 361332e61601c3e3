import { Title, type TitleProps } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

type Props = TitleProps & {
  readonly children: string;
  /** What the browser's tab says, where it differs from the heading. */
  readonly tabTitle?: string;
};

/** The `h1` of a page; names the browser's tab too. */
export function PageHeading({ children, tabTitle = children, ...props }: Props) {
  const { t } = useTranslation();
  useDocumentTitle(`${tabTitle} · ${t('shell.product')}`);
  return (
    <Title order={1} size="h2" {...props}>
      {children}
    </Title>
  );
}
