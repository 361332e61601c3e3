import { PAGE_DEFAULT } from '@caseload/shared/contracts/values.ts';
import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paging } from './usePaging.ts';
import './pager.css';

type Props = {
  readonly paging: Paging;
  readonly first: number;
  readonly count: number;
  readonly total: number | undefined;
  /** What else there is to say about the page; here because nothing below the rows can move them. */
  readonly note: ReactNode;
};

/** Where in the list the page lies, and the ways to the next and the previous one. */
export function Pager({ paging, first, count, total, note }: Props) {
  const { t, i18n } = useTranslation();
  const { next, previous, start } = paging;
  const last = first + count - 1;
  const format = (value: number) => value.toLocaleString(i18n.language);
  // Customers that came while paging can push the position past a total counted a moment ago.
  const whole = Math.max(total ?? 0, last);
  const left = whole - last;
  const position = { first: format(first), last: format(last), total: format(whole) };
  return (
    <nav className="pager" aria-label={t('assignedWork.pages')}>
      <span role="status" className="pager__position">
        {t('assignedWork.position', position)}
      </span>
      {note}
      <Group gap="xs" ml="auto" wrap="nowrap">
        <PageButton
          label={start === undefined ? t('assignedWork.previous') : t('assignedWork.firstPage')}
          icon={start === undefined ? IconChevronLeft : IconChevronsLeft}
          side="left"
          go={start ?? previous}
        />
        <PageButton
          label={t('assignedWork.next', { count: left > 0 ? Math.min(left, PAGE_DEFAULT) : PAGE_DEFAULT })}
          icon={IconChevronRight}
          side="right"
          go={next}
        />
      </Group>
    </nav>
  );
}

type PageButtonProps = {
  readonly label: string;
  readonly icon: typeof IconChevronLeft;
  readonly side: 'left' | 'right';
  readonly go: (() => void) | undefined;
};

/** Keeps the focus while it leads nowhere, as a disabled button would not: the next page may be on its way. */
function PageButton({ label, icon: Icon, side, go }: PageButtonProps) {
  const isOff = go === undefined;
  return (
    <Button
      variant="default"
      px="sm"
      aria-disabled={isOff}
      {...(isOff ? { 'data-disabled': true } : {})}
      onClick={() => go?.()}
      aria-label={label}
    >
      {side === 'left' && <Icon size={16} aria-hidden />}
      <span className="pager__label">{label}</span>
      {side === 'right' && <Icon size={16} aria-hidden />}
    </Button>
  );
}
