import { Fragment, useCallback } from 'react';
import { api, errorText } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import type { Option } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { ReportActions } from './report-actions';
import { ReportCompare } from './report-compare';
import { ReportMail } from './report-mail';
import { ReportTargets } from './report-targets';
import { ReportSummary } from './report-summary';
import { ReportTable } from './report-table';
import { ReportTrend } from './report-trend';
import { correctionsTable } from './report-tables';
import { TableActions } from './table-actions';
import styles from './reports.module.css';
import type { Column } from './report-words';
import { useKeptCall } from './use-kept-call';
import { segmentKey, type OfSegment } from './use-report-segment';

/** A month: when it was counted, what needs somebody, its tables, and what came in after it closed. */
export function ReportPages({
  teamId,
  month,
  months,
  segment,
}: {
  teamId: string | null;
  month: string;
  segment: OfSegment | null;
  months: readonly Option[];
}) {
  const t = useText();
  const formats = useFormats();
  const ask = useCallback(() => api.reports.show.query({ teamId, month, segment }), [teamId, month, segment]);
  const { data, error, reload } = useKeptCall(`report ${month} ${teamId ?? ''}${segmentKey(segment)}`, ask);
  if (error !== undefined)
    return <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />;
  if (data === undefined) return <Skeleton rows={10} />;
  const { report, corrections } = data.answer;
  const madeAt = formats.dateTime(report.madeAt);
  return (
    <>
      <p className={styles.note}>
        {segment !== null
          ? t('reports.segmentAbout', { when: madeAt })
          : t(report.isSoFar ? 'reports.countedAt' : 'reports.closedAt', { when: madeAt })}
        {data.isKept && ` ${t('reports.kept')}`}
      </p>
      <div className={styles.choices}>
        <ReportActions report={report} corrections={corrections} />
        {report.isSoFar && segment === null && !data.isKept && <ReportTargets report={report} onSaved={reload} />}
        {!data.isKept && <ReportMail />}
      </div>
      <Panel title={t('reports.attention')}>
        {report.attention.length === 0 ? (
          <p className={styles.note}>{t('reports.attentionNone')}</p>
        ) : (
          <ul className={styles.lines}>
            {report.attention.map((line) => (
              <li key={line.en}>{line[formats.language]}</li>
            ))}
          </ul>
        )}
        {report.assumed > 0 && <p className={styles.note}>{t('reports.assumed', { count: report.assumed })}</p>}
      </Panel>
      {corrections.length > 0 && (
        <Panel
          title={t('reports.corrections')}
          action={
            <TableActions
              name={`saha-${report.month}-corrections`}
              tables={[correctionsTable(report, corrections, formats, t)]}
            />
          }
        >
          <ul className={styles.lines}>
            {corrections.map(({ measure, subjectId, memberName, foundAt, change }) => (
              <li key={`${measure}${subjectId}${foundAt}`}>
                {report.definitions[measure as Column]?.name[formats.language]} {change > 0 ? '+1' : '−1'}
                <span className={styles.definition}>
                  {[memberName, formats.dateTime(foundAt)].filter((part) => part !== '').join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {report.groups.map((group) =>
        group.id === 'summary' ? (
          <Fragment key={group.id}>
            <ReportSummary report={report} group={group} months={months.map(({ id }) => id)} />
            <ReportCompare report={report} months={months} segment={segment} />
          </Fragment>
        ) : (
          <Fragment key={group.id}>
            <ReportTable report={report} group={group} />
            {group.id === 'sources' && report.trend !== undefined && (
              <ReportTrend report={report} trend={report.trend} months={months.map(({ id }) => id)} />
            )}
          </Fragment>
        ),
      )}
    </>
  );
}
