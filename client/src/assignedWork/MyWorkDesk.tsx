import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { canAssignCustomer, canEditCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeysOf } from '../keys/useKeysOf.ts';
import { useSession } from '../session/sessionQuery.ts';
import { lateComponent } from '../ui/lateComponent.tsx';
import { lateDialog } from '../ui/lateDialog.tsx';
import type { DeskDialog } from '../batches/DeskDialogs.tsx';
import type { Tabs } from '../views/useTabs.ts';
import { BulkBar } from './BulkBar.tsx';
import { archiveEdit } from './archiveEdit.ts';
import type { BulkField } from './BulkActions.tsx';
import type { RowField } from './ChangeItems.tsx';
import type { BulkEdit } from './rowEdit.ts';
import { ConfirmRun } from './ConfirmRun.tsx';
import { focusedRowOf, focusRow } from './focusRow.ts';
import { MyWorkList } from './MyWorkList.tsx';
import { PickDay } from './PickDay.tsx';
import { type OpenMenu, RowMenu } from './RowMenu.tsx';
import { RunResultList } from './RunResultList.tsx';
import { extendStep, extendTo, toggle } from './selection.ts';
import { useBulk } from './useBulk.ts';
import { useListKeys } from './useListKeys.ts';
import { useListPlace } from './useListPlace.ts';
import { useMyWork } from './useMyWork.ts';
import { useRowActions } from './useRowActions.tsx';
import { useRowChanges } from './useRows.ts';
import { useSelection } from './useSelection.ts';
import { useStable } from './useStable.ts';

const [PreviewPanel, useFetchPreviewPanel] = lateComponent(
  () => import('./PreviewPanel.tsx').then((loaded) => loaded.PreviewPanel),
  () => <aside className="preview" aria-busy />,
);

const [DeskDialogs, useFetchDeskDialogs] = lateDialog(() =>
  import('../batches/DeskDialogs.tsx').then((loaded) => loaded.DeskDialogs),
);

type Props = { readonly tabs: Tabs; readonly focusSearch: () => void };
type DayWanted = { readonly field: 'due' | 'snooze'; readonly row: CustomerSummary | null };

const NOTHING_HERE: readonly string[] = [];

/** The list and everything done in it: going through it, changing rows, choosing many, looking at one. */
export function MyWorkDesk({ tabs, focusSearch }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const { employee, organisation } = useSession();
  const [touched, setTouched] = useState<string | null>(null);
  const work = useMyWork(touched);
  const { address, isOther } = work;
  // What stands there until the next list comes has left: under its name it would be changed unseen.
  const ids = isOther ? NOTHING_HERE : work.ids;
  // Asked for is a list before anything of it is drawn.
  const isHere = () => !isOther && !router.state.isLoading;
  const selected = useSelection(isOther ? null : address);
  const bulk = useBulk(work, selected);
  const { activeId, setActive } = useListPlace(work.isShown && !isOther ? ids : null);
  const changes = useRowChanges();
  const actions = useRowActions();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [bulkField, setBulkField] = useState<BulkField | null>(null);
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const [day, setDay] = useState<DayWanted | null>(null);
  const [isPreviewOpen, setPreviewOpen] = useState(false);
  const [isResultOpen, setResultOpen] = useState(false);
  const previewKeys = useKeysOf('list.preview');
  useFetchDeskDialogs();
  useFetchPreviewPanel();

  const activeHere = activeId !== null && ids.includes(activeId) ? activeId : null;
  const active = () => (activeHere === null ? null : (changes.view(activeHere)?.customer ?? null));
  const editRow = actions.edit;
  const take = (row: CustomerSummary) => {
    if (row.assignedTo === employee.id || !canAssignCustomer(employee, row, employee.id)) return;
    editRow(row, { label: t('assignedWork.taken'), make: () => ({ assignedTo: employee.id }) });
  };
  const openField = (field: RowField) => {
    const row = active();
    if (bulk.count > 0) setBulkField(field);
    else if (row !== null && canEditCustomer(employee, row)) setMenu({ row, field });
  };
  const openDialog = (ask: DeskDialog['ask']) => {
    const row = active();
    if (bulk.count > 0) setDialog({ ask, row: null });
    else if (row !== null && canEditCustomer(employee, row)) setDialog({ ask, row });
  };
  const assign = () => {
    if (bulk.supervises) openDialog('one');
    else if (bulk.count > 0) setBulkField('assign');
  };
  const takeAll = () => {
    if (bulk.supervises) return bulk.preview({ kind: 'reassign', assignedTo: employee.id });
    bulk.pickRows({ label: t('batches.takeAll'), make: () => ({ assignedTo: employee.id }) });
  };
  /** Changes what is chosen, else the active row. */
  const changeChosen = (edit: BulkEdit) => {
    const row = active();
    if (bulk.count > 0) bulk.pick(edit);
    else if (row !== null && canEditCustomer(employee, row)) editRow(row, edit);
  };
  const finish = () => {
    const status = organisation.statuses.find(({ category, archived }) => category === 'done' && !archived);
    if (status === undefined) return;
    const value = status.label;
    const label = t('assignedWork.chip', { name: t('words.field.status'), value });
    changeChosen({ label, make: () => ({ status: status.key }), changes: { status: status.key } });
  };
  // Space is left to whatever has the focus and presses it; a link is not pressed by it.
  const onRowKeyDown = (event: KeyboardEvent) => {
    const isOnRow = event.target instanceof HTMLAnchorElement;
    if (event.key !== ' ' || !isOnRow || !previewKeys.includes('Space')) return;
    event.preventDefault();
    setPreviewOpen(!isPreviewOpen);
  };
  const closeMenu = () => {
    if (menu !== null) focusRow(menu.row.id, { preventScroll: true });
    setMenu(null);
  };
  const leave = () => {
    if (isPreviewOpen) setPreviewOpen(false);
    else if (bulk.count > 0) bulk.clear();
    else return false;
    return true;
  };

  useListKeys({
    isHere,
    ids,
    activeId,
    moveTo: (index) => {
      const id = ids[index];
      if (id !== undefined) focusRow(id);
    },
    focusSearch,
    togglePreview: () => setPreviewOpen(!isPreviewOpen),
    onSelect: (id) => selected.change((now) => toggle(now, id)),
    onExtend: (from, to) => selected.change((now) => extendStep(now, ids, from, to)),
    onSelectAll: bulk.selectLoaded,
    onField: openField,
    onAssign: assign,
    onTags: () => openDialog('tags'),
    onArchive: () => changeChosen(archiveEdit(t, true)),
    onTake: () => {
      const row = active();
      if (bulk.count > 0) takeAll();
      else if (row !== null) take(row);
    },
    onDone: finish,
    onEscape: leave,
  });

  const inList =
    <Args extends readonly unknown[]>(run: (...args: Args) => void) =>
    (...args: Args) => {
      if (isHere()) run(...args);
    };
  const onActive = useStable(
    inList((id: string) => {
      setActive(id);
      setTouched(address);
    }),
  );
  // A row that is in the next list too keeps the focus there without being told of it again.
  useLayoutEffect(() => {
    const focused = activeId === null ? focusedRowOf(ids) : null;
    if (focused !== null) onActive(focused);
  }, [activeId, ids, onActive]);
  const onMark = useStable(
    inList((id: string, event: { readonly shiftKey: boolean }) => {
      const { shiftKey } = event;
      selected.change((now) => (shiftKey ? extendTo(now, ids, id) : toggle(now, id)));
      focusRow(id, { preventScroll: true });
    }),
  );
  const onMenu = useStable(inList((row: CustomerSummary, field: RowField) => setMenu({ row, field })));
  const onTake = useStable(inList(take));
  const onInsist = useStable(inList(actions.insist));
  const onDismiss = useStable(actions.dismiss);
  const onOpen = useStable(
    inList((customerId: string) => {
      void navigate({ to: '/customers/$customerId', params: { customerId } });
    }),
  );
  const { statuses } = organisation;
  const shared = useMemo(() => {
    const handlers = { onActive, onOpen, onMark, onMenu, onTake, onInsist, onDismiss };
    return { changes, employee, statuses, handlers };
  }, [changes, employee, statuses, onActive, onOpen, onMark, onMenu, onTake, onInsist, onDismiss]);
  const previewed = isPreviewOpen ? activeHere : null;

  return (
    <div className="my-work__columns" data-preview={previewed !== null}>
      <div className="my-work__list" role="presentation" onKeyDown={onRowKeyDown}>
        <MyWorkList
          work={work}
          tabs={tabs}
          activeId={activeId}
          isMarked={bulk.isMarked}
          marked={bulk.marked}
          onMarkAll={bulk.markAll}
          shared={shared}
        />
      </div>
      {previewed !== null && <PreviewPanel id={previewed} onClose={() => setPreviewOpen(false)} />}
      {(bulk.count > 0 || bulk.run !== null) && (
        <BulkBar
          count={bulk.count}
          matching={bulk.matching}
          onSelectMatching={bulk.selectMatching}
          run={bulk.run}
          planning={bulk.planning}
          supervises={bulk.supervises}
          archived={work.list.filter.archived ?? 'false'}
          openField={bulkField}
          onOpenField={setBulkField}
          onPick={(edit) => {
            setBulkField(null);
            bulk.pick(edit);
          }}
          onPickRows={(edit) => {
            setBulkField(null);
            bulk.pickRows(edit);
          }}
          onAssign={(ask) => setDialog({ ask, row: null })}
          onTags={() => setDialog({ ask: 'tags', row: null })}
          onPickDay={(field) => setDay({ field, row: null })}
          onShowResult={() => setResultOpen(true)}
          onCancel={bulk.cancel}
          onClear={bulk.clear}
        />
      )}
      <RowMenu
        open={menu}
        onClose={closeMenu}
        onPick={(row, edit) => {
          closeMenu();
          editRow(row, edit);
        }}
        onPickDay={({ row, field }) => {
          // The dialog gives the focus back to what has it now.
          closeMenu();
          setDay({ field: field === 'snooze' ? 'snooze' : 'due', row });
        }}
      />
      <PickDay
        field={day?.field ?? null}
        onClose={() => setDay(null)}
        onPick={(edit) => {
          setDay(null);
          if (day === null || day.row === null) bulk.pick(edit);
          else editRow(day.row, edit);
        }}
      />
      {dialog !== null && (
        <DeskDialogs
          dialog={dialog}
          count={bulk.count}
          gainOf={bulk.gainOf}
          onWay={(ask) => setDialog({ ...dialog, ask })}
          onClose={() => setDialog(null)}
          onRow={editRow}
          onWish={bulk.preview}
          onEdit={bulk.pick}
        />
      )}
      <ConfirmRun edit={bulk.asked} count={bulk.atOnce} onConfirm={bulk.confirm} onClose={bulk.forget} />
      <RunResultList
        result={isResultOpen && bulk.run?.is === 'over' ? bulk.run.result : null}
        onClose={() => setResultOpen(false)}
      />
    </div>
  );
}
