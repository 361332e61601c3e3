import { useTranslation } from 'react-i18next';
import { addressOf } from '../api/addressOf.ts';
import { useOffers } from '../keys/useOffers.ts';
import type { Files } from './files.ts';
import { useFileQuery } from './useFileQuery.ts';

/** Lets the palette fetch the list at hand as a file. */
export function useExportOffers(paths: Files, rows: object): void {
  const { t } = useTranslation();
  const query = useFileQuery(rows);
  useOffers(
    (['csv', 'xlsx'] as const).map((kind) => ({
      id: `exports.${kind}`,
      label: `${t('exports.export')}: ${t(`exports.${kind}`)}`,
      run: () => download(addressOf(paths[kind], { query })),
    })),
  );
}

/** As pressing a link does it, so that the browser itself shows the download. */
function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
