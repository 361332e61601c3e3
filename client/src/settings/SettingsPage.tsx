import { canManageOrganisation } from '@caseload/shared/rules/canManage.ts';
import { NavLink } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MissingPage } from '../app/MissingPage.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { lateComponent } from '../ui/lateComponent.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { KeySettings } from './KeySettings.tsx';
import { PasswordSettings } from './PasswordSettings.tsx';
import { ProfileSettings } from './ProfileSettings.tsx';
import { SessionSettings } from './SessionSettings.tsx';
import { ADMIN_SECTIONS, OWN_SECTIONS, readSection, type SettingsSection } from './settingsSections.ts';
import './settings.css';

const Nothing = () => null;

const [CustomFieldsSettings] = lateComponent(
  () => import('../customFields/CustomFieldsSettings.tsx').then((loaded) => loaded.CustomFieldsSettings),
  Nothing,
);
const [StatusesSettings] = lateComponent(
  () => import('../statuses/StatusesSettings.tsx').then((loaded) => loaded.StatusesSettings),
  Nothing,
);
const [TagsSettings] = lateComponent(
  () => import('../tags/TagsSettings.tsx').then((loaded) => loaded.TagsSettings),
  Nothing,
);

/** What people set for themselves, and administrators for everybody. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { section: asked } = useParams({ from: '/signedIn/settings/$section' });
  const isManager = canManageOrganisation(useSession().employee);
  const section = readSection(asked);
  if (section === null) return <MissingPage />;
  const title = t(`settings.sections.${section}`);
  return (
    <div className="settings">
      <nav className="settings__menu" aria-label={t('settings.title')}>
        <Places heading={t('settings.mine')} sections={OWN_SECTIONS} shown={section} />
        {isManager && (
          <Places heading={t('settings.ofOrganisation')} sections={ADMIN_SECTIONS} shown={section} />
        )}
      </nav>
      <section className="settings__section" key={section}>
        <PageHeading tabTitle={`${title} · ${t('settings.title')}`}>{title}</PageHeading>
        <Section section={section} isManager={isManager} />
      </section>
    </div>
  );
}

function Places({
  heading,
  sections,
  shown,
}: {
  readonly heading: string;
  readonly sections: readonly SettingsSection[];
  readonly shown: SettingsSection;
}) {
  const { t } = useTranslation();
  return (
    <>
      <p className="settings__group quiet">{heading}</p>
      <ul>
        {sections.map((section) => (
          <li key={section}>
            <NavLink
              renderRoot={(props) => <Link to="/settings/$section" params={{ section }} {...props} />}
              active={section === shown}
              className="rail__place"
              label={t(`settings.sections.${section}`)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Section({ section, isManager }: { readonly section: SettingsSection; readonly isManager: boolean }) {
  const { t } = useTranslation();
  switch (section) {
    case 'profile':
      return <ProfileSettings />;
    case 'appearance':
      return <AppearanceSettings />;
    case 'keys':
      return <KeySettings />;
    case 'sessions':
      return <SessionSettings />;
    case 'password':
      return <PasswordSettings />;
    case 'statuses':
    case 'tags':
    case 'custom-fields':
      return isManager ? <AdminSection section={section} /> : <p>{t('settings.adminOnly')}</p>;
  }
}

const ADMIN_SCREENS = {
  statuses: StatusesSettings,
  tags: TagsSettings,
  'custom-fields': CustomFieldsSettings,
} as const;

function AdminSection({ section }: { readonly section: keyof typeof ADMIN_SCREENS }) {
  const Screen = ADMIN_SCREENS[section];
  return <Screen />;
}
