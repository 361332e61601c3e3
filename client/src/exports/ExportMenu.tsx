import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../api/addressOf.ts';
import { errorText } from '../api/errorText.ts';
import { countRows } from './countRows.ts';
import type { Files } from './files.ts';
import { useFileQuery } from './useFileQuery.ts';
import './exportMenu.css';

type Props = {
  readonly paths: Files;
  readonly query: object;
  readonly textOf: (count: number, formatted: string) => string;
};

/**
 * The list as a file, with how many rows it will have said before. Plain links, so that the browser itself shows the
 * download and can cancel it.
 */
export function ExportMenu({ paths, query: rows, textOf }: Props) {
  const query = useFileQuery(rows);
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { data, error, isFetching } = useQuery({
    queryKey: ['exports.count', paths.csv, query] as const,
    queryFn: ({ signal }) => countRows(paths.csv, query, signal),
    enabled: isOpen,
    staleTime: 0,
    retry: false,
  });
  const label = labelOf();
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          className="export-menu"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('exports.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {label !== null && <Menu.Label className="export-menu__count">{label}</Menu.Label>}
        {(['csv', 'xlsx'] as const).map((kind) => (
          <Menu.Item key={kind} component="a" href={addressOf(paths[kind], { query })} download>
            {t(`exports.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  function labelOf(): string | null {
    if (error !== null && !isFetching) return t('exports.notCounted', { reason: errorText(t, error) });
    if (typeof data === 'number') return textOf(data, data.toLocaleString(i18n.language));
    return isFetching ? t('exports.counting') : null;
  }
}
