import { Button, Menu } from '@mantine/core';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listOf } from '../assignedWork/filterDocument.ts';
import { useMyWorkSearch } from '../assignedWork/useMyWorkSearch.ts';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { useOffers } from '../keys/useOffers.ts';
import { useSession } from '../session/sessionQuery.ts';
import { SaveViewDialog, type ViewName } from './SaveViewDialog.tsx';
import type { Tabs } from './useTabs.ts';
import { useViewActions } from './useViewActions.ts';

const [SAVE_BUTTON, MENU_BUTTON] = ['save-view', 'view-actions'];

/** Saves what the list shows as a view, and changes the view it began as. */
export function ViewActions({ current, isModified }: Tabs) {
  const { t } = useTranslation();
  const { employee } = useSession();
  const { search } = useMyWorkSearch();
  const navigate = useNavigate();
  const { create, update, remove } = useViewActions();
  const isSaving = useRef(false);
  const [asked, setAsked] = useState<'new' | 'rename' | null>(null);
  const view = current?.view ?? null;
  const own = view?.canChange === true ? view : null;
  const isUnsaved = isModified || current === undefined;
  const failure = update.error ?? remove.error;

  const askedFor = (): ViewName | null => {
    if (asked === 'new') return { name: '', shared: false };
    return asked === 'rename' && own !== null ? { name: own.name, shared: own.kind === 'shared' } : null;
  };

  function ask(what: 'new' | 'rename') {
    create.reset();
    update.reset();
    // What is forgotten here tells nobody any more that it has ended.
    isSaving.current = false;
    setAsked(what);
  }

  function save(name: ViewName) {
    // A second press would make a second view, and comes before the first is seen to be under way.
    if (isSaving.current) return;
    isSaving.current = true;
    const done = { onSuccess: () => setAsked(null), onSettled: () => void (isSaving.current = false) };
    if (asked === 'rename' && own !== null) update.mutate({ view: own, parts: name }, done);
    else create.mutate({ ...listOf(search), ...name }, done);
  }

  const saveChanges = () => own !== null && update.mutate({ view: own, parts: listOf(search) });
  const reset = () => current !== undefined && void navigate({ to: '/my-work', search: current.search });
  const share = () => own !== null && update.mutate({ view: own, parts: { shared: own.kind !== 'shared' } });
  const shareText = own?.kind === 'shared' ? t('views.unshare') : t('views.shareNow');
  const mayShare = own !== null && canEditEverything(employee);

  const named = (text: string) => `${t('views.actions')}: ${text}`;
  useOffers([
    isModified &&
      own !== null && {
        id: 'views.update',
        label: t('views.update', { name: own.name }),
        run: saveChanges,
      },
    isModified && current !== undefined && { id: 'views.reset', label: named(t('views.reset')), run: reset },
    own === null && isUnsaved && { id: 'views.saveView', label: t('views.saveView'), run: () => ask('new') },
    own !== null && { id: 'views.saveAs', label: named(t('views.saveAs')), run: () => ask('new') },
    own !== null && { id: 'views.rename', label: named(t('views.rename')), run: () => ask('rename') },
    mayShare && { id: 'views.share', label: named(shareText), run: share },
    own !== null && { id: 'views.delete', label: named(t('views.delete')), run: () => remove.mutate(own) },
  ]);

  return (
    <div className="view-actions">
      {isModified && own !== null && (
        <Button size="compact-sm" loading={update.isPending} onClick={saveChanges}>
          {t('views.update', { name: own.name })}
        </Button>
      )}
      {isModified && current !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={reset}>
          {t('views.reset')}
        </Button>
      )}
      {own === null && isUnsaved && (
        <Button id={SAVE_BUTTON} size="compact-sm" variant="default" onClick={() => ask('new')}>
          {t('views.saveView')}
        </Button>
      )}
      {own !== null && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button
              id={MENU_BUTTON}
              size="compact-sm"
              variant="default"
              rightSection={<IconChevronDown size={14} aria-hidden />}
              loading={remove.isPending}
            >
              {t('views.actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => ask('new')}>{t('views.saveAs')}</Menu.Item>
            <Menu.Item onClick={() => ask('rename')}>{t('views.rename')}</Menu.Item>
            {mayShare && <Menu.Item onClick={share}>{shareText}</Menu.Item>}
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => remove.mutate(own)}>
              {t('views.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {failure !== null && asked === null && (
        <span role="alert" className="view-actions__failure">
          <CountedText error={failure} textOf={(left) => errorText(t, failure, left)} />
        </span>
      )}
      <SaveViewDialog
        title={asked === 'rename' ? t('views.rename') : t('views.saveView')}
        start={askedFor()}
        error={asked === 'rename' ? update.error : create.error}
        isSaving={create.isPending || update.isPending}
        returnTo={own === null ? SAVE_BUTTON : MENU_BUTTON}
        onSave={save}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}
