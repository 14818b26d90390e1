import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { CellLink } from '../../ui/data-table';
import type { Report } from './report-words';

const COUNTED_ELSEWHERE = ['~median', '~mean'];

/** A figure that opens what it was counted from. */
export function FigureLink({
  report,
  group,
  row,
  column,
  value,
  from = report.month,
  children,
}: {
  report: Pick<Report, 'month'>;
  group: string;
  row: string;
  column: string;
  value: number | null | undefined;
  /** The month of the page that it stands on, which is what one comes back to; left out: the report's own. */
  from?: string;
  children: ReactNode;
}) {
  const [query] = useSearchParams();
  if (!value || column === 'workingDays' || COUNTED_ELSEWHERE.includes(row)) return <>{children}</>;
  const to = new URLSearchParams(query);
  to.set('month', report.month);
  to.set('figure', [group, row, column].join('/'));
  if (from === report.month) to.delete('from');
  else to.set('from', from);
  return <CellLink href={`/reports?${to.toString()}`}>{children}</CellLink>;
}
