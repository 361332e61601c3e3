import type { ImportSummary } from '@caseload/shared/imports/import.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';
import { Anchor, Loader, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { newestImportsQuery } from './importsQuery.ts';
import { partDone } from './progress.ts';
import { useWords } from './useWords.ts';
import './importSign.css';

/** On every other page: that an import works, how far it is, and in the end what came of it. */
export function ImportSign() {
  const isHere = useMatchRoute();
  const { data = [] } = useQuery(newestImportsQuery());
  const working = data.find(({ work }) => work !== null);
  const isOnItsPage =
    working !== undefined &&
    isHere({ to: '/import/$importId', params: { importId: working.id }, fuzzy: true }) !== false;
  useTellOfTheEnd(data);
  if (working === undefined || isOnItsPage) return null;
  return <Sign of={working} />;
}

const SIGN_TEXT = { check: 'imports.signCheck', run: 'imports.signRun', undo: 'imports.signUndo' } as const;

function Sign({ of: { id, fileName, work } }: { readonly of: ImportSummary }) {
  const { t, part } = useWords();
  if (work === null) return null;
  const text =
    work.phase === 'waiting'
      ? t('imports.signWaiting')
      : t(SIGN_TEXT[work.kind], { part: part(partDone(work)) });
  return (
    <Link to="/import/$importId" params={{ importId: id }} className="import-sign" title={fileName}>
      <Loader size={12} aria-hidden /> <span>{text}</span>
    </Link>
  );
}

/** Says how it ended, unless the person is at its page and sees that there. */
function useTellOfTheEnd(items: readonly ImportSummary[]): void {
  const isHere = useMatchRoute();
  const atWork = useRef(new Map<string, ImportWork>());
  const tell = useEffectEvent((item: ImportSummary, kind: ImportWork) => {
    const params = { importId: item.id };
    if (isHere({ to: '/import/$importId', params, fuzzy: true }) !== false) return;
    notifications.show({ message: <Ended of={item} kind={kind} />, autoClose: 15_000 });
  });
  useEffect(() => {
    for (const item of items) {
      const kind = atWork.current.get(item.id);
      if (item.work !== null) atWork.current.set(item.id, item.work.kind);
      else if (kind !== undefined) {
        atWork.current.delete(item.id);
        tell(item, kind);
      }
    }
  }, [items]);
}

function Ended({ of: item, kind }: { readonly of: ImportSummary; readonly kind: ImportWork }) {
  const { t, count } = useWords();
  const { id, fileName: file, state, stopped, result } = item;
  const text = () => {
    if (stopped !== null) return t('imports.finishedEarly', { file });
    if (state === 'undone') return t('imports.finishedUndo', { file });
    if (kind === 'undo') return t('imports.finishedUndoNothing', { file });
    if (result === null) return t('imports.finishedCheck', { file });
    const created = count(result.created + result.restored);
    const [updated, rejected] = [count(result.updated), count(result.rejected)];
    return t('imports.finished', { file, created, updated, rejected });
  };
  return (
    <>
      <Text size="sm">{text()}</Text>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/import/$importId" params={{ importId: id }} {...props} />}
      >
        {t('imports.open')}
      </Anchor>
    </>
  );
}
