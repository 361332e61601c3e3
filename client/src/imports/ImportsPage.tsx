import { canImport } from '@caseload/shared/rules/canImport.ts';
import { useTranslation } from 'react-i18next';
import { NoPermission } from '../app/NoPermission.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ImportList } from './ImportList.tsx';
import { UploadPanel } from './UploadPanel.tsx';
import './imports.css';

/** Where an import begins, and all there were. */
export function ImportsPage() {
  const { t } = useTranslation();
  const { employee } = useSession();
  if (!canImport(employee)) return <NoPermission text={t('imports.noPermission')} />;
  return (
    <section className="imports">
      <PageHeading>{t('imports.title')}</PageHeading>
      <p className="imports__text">{t('imports.intro')}</p>
      <UploadPanel />
      <ImportList />
    </section>
  );
}
