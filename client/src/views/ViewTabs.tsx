import { VisuallyHidden } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { countText, type Tab } from './tabs.ts';
import type { Tabs } from './useTabs.ts';
import './viewTabs.css';

/** The views as tabs with their counts. They are links, since each is an address of its own. */
export function ViewTabs({ tabs, current, isModified }: Tabs) {
  const { t } = useTranslation();
  return (
    <nav className="view-tabs" aria-label={t('views.title')}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.id}>
            <ViewTab tab={tab} isCurrent={tab === current} isModified={tab === current && isModified} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Props = { readonly tab: Tab; readonly isCurrent: boolean; readonly isModified: boolean };

function ViewTab({ tab, isCurrent, isModified }: Props) {
  const { t, i18n } = useTranslation();
  const { name, count, view } = tab;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCurrent && link.current !== null) showInBar(link.current);
  }, [isCurrent]);
  return (
    <Link
      ref={link}
      to="/my-work"
      search={tab.search}
      className="view-tab"
      // Which tab it is does not only depend on the address, so the router cannot tell.
      activeProps={{}}
      aria-current={isCurrent ? 'page' : undefined}
      data-current={isCurrent}
    >
      {view?.kind === 'shared' && <IconUsers size={14} aria-hidden />}
      {view?.kind === 'shared' && <VisuallyHidden>{t('views.shared')}</VisuallyHidden>}
      <span>
        {name}
        {isModified && <span aria-hidden>*</span>}
      </span>
      {isModified && <VisuallyHidden>{t('views.modified')}</VisuallyHidden>}
      {count !== null && <span className="view-tab__count">{countText(count, i18n.language)}</span>}
    </Link>
  );
}

/** Moves the bar sideways only: the page must stay where the person has scrolled it. */
function showInBar(link: HTMLElement): void {
  const bar = link.closest('nav');
  if (bar === null) return;
  const [inner, outer] = [link.getBoundingClientRect(), bar.getBoundingClientRect()];
  if (inner.left < outer.left) bar.scrollLeft -= outer.left - inner.left;
  if (inner.right > outer.right) bar.scrollLeft += inner.right - outer.right;
}
