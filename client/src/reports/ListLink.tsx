import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReportLink } from './reportTable.ts';

type Props = {
  readonly link: ReportLink;
  readonly className: string;
  /** What it is, where the number alone would not say it. */
  readonly label?: string;
  readonly children: ReactNode;
};

/** Leads to the list behind a number. */
export function ListLink({ link, className, label, children }: Props) {
  const common = { className, 'aria-label': label };
  return link.to === '/customers' ? (
    <Link to={link.to} search={link.search} {...common}>
      {children}
    </Link>
  ) : (
    <Link to={link.to} search={link.search} {...common}>
      {children}
    </Link>
  );
}
