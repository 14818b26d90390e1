import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { correctionsTable, tableOf, trendTables, type Correction } from './report-tables';
import type { Group, Report } from './report-words';
import { TableActions } from './table-actions';

/** Takes one table of a report along; without `group` all of them, with the trend and what came in after closing. */
export function ReportActions({
  report,
  group,
  corrections = [],
}: {
  report: Report;
  group?: Group;
  corrections?: readonly Correction[];
}) {
  const t = useText();
  const formats = useFormats();
  const { language } = formats;
  const words = {
    figure: t('reports.figure'),
    thisMonth: t('reports.thisMonth'),
    lastMonth: t('reports.lastMonth'),
    lastYear: t('reports.lastYear'),
    tooFew: t('reports.tooFew'),
    targetOf: (figure: string) => t('reports.targetOf', { figure }),
  };
  const groups = group === undefined ? report.groups : [group];
  const tables = groups.map((one) => tableOf(report, one, language, words));
  if (group === undefined) {
    if (report.trend !== undefined) tables.push(...trendTables(report, report.trend, formats, t('reports.of')));
    if (corrections.length > 0) tables.push(correctionsTable(report, corrections, formats, t));
  }
  return (
    <TableActions name={['saha', report.month, ...(group === undefined ? [] : [group.id])].join('-')} tables={tables} />
  );
}
