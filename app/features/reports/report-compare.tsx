import { useCallback } from 'react';
import { useSearchParams } from '@remix-run/react';
import { api, errorText } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Select, type Option } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { sidesOf } from './compare-sides';
import { compareTable } from './report-tables';
import { FigureLink } from './figure-link';
import { TableActions } from './table-actions';
import styles from './reports.module.css';
import { differenceText, figureText, type Report } from './report-words';
import { useKeptCall } from './use-kept-call';
import { segmentKey, type OfSegment } from './use-report-segment';

const EVERYBODY = 'all';
type ComparedLine = ReturnType<typeof sidesOf>[number];

/** Any two months, and any two agents, beside one another. */
export function ReportCompare({
  report,
  months,
  segment,
}: {
  report: Report;
  months: readonly Option[];
  segment: OfSegment | null;
}) {
  const t = useText();
  const formats = useFormats();
  const [query, setQuery] = useSearchParams();
  const month = query.get('versus') ?? months.find(({ id }) => id < report.month)?.id ?? report.month;
  const { teamId } = report;
  const ask = useCallback(() => api.reports.show.query({ teamId, month, segment }), [teamId, month, segment]);
  const { data, error } = useKeptCall(`report ${month} ${teamId ?? ''}${segmentKey(segment)}`, ask);
  const other = data?.answer.report;
  const [left, right] = [query.get('who') ?? EVERYBODY, query.get('whoElse') ?? query.get('who') ?? EVERYBODY];
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.set('month', report.month);
    next.set(name, value);
    setQuery(next, { preventScrollReset: true });
  };
  const peopleOf = (of: Report | undefined): Option[] => [
    { id: EVERYBODY, label: t('reports.everybody') },
    ...(of?.groups.find(({ id }) => id === 'agents')?.rows ?? []).map(({ id, name }) => ({
      id,
      label: name[formats.language],
    })),
  ];
  const monthOf = (id: string) => formats.month(`${id}-15T12:00:00.000Z`);
  const nameOf = (of: Report, who: string) =>
    [monthOf(of.month), peopleOf(of).find(({ id }) => id === who)?.label ?? '']
      .filter((part) => part !== '')
      .join(' · ');
  const lines = other === undefined ? [] : sidesOf(report, left, other, right);
  return (
    <Panel
      title={t('reports.compare')}
      action={
        other === undefined ? undefined : (
          <TableActions
            name={`saha-${report.month}-${other.month}`}
            tables={[
              compareTable(report, lines, formats.language, {
                name: t('reports.compare'),
                tooFew: t('reports.tooFew'),
                heads: [t('reports.figure'), nameOf(report, left), nameOf(other, right), t('reports.difference')],
              }),
            ]}
          />
        )
      }
    >
      <div className={styles.choices}>
        <Select label={t('reports.compareMonth')} value={month} onChange={(id) => set('versus', id)} options={months} />
        <Select
          label={monthOf(report.month)}
          value={left}
          onChange={(id) => set('who', id)}
          options={peopleOf(report)}
        />
        <Select label={monthOf(month)} value={right} onChange={(id) => set('whoElse', id)} options={peopleOf(other)} />
      </div>
      {error !== undefined && <EmptyState title={t(errorText(error))} />}
      {other === undefined && error === undefined && <Skeleton rows={6} />}
      {other !== undefined && (
        <DataTable
          label={t('reports.compare')}
          className={styles.table}
          rows={lines}
          keyOf={({ column }) => column}
          columns={[
            {
              id: 'figure',
              head: t('reports.figure'),
              cell: ({ column }) => report.definitions[column]?.name[formats.language],
            },
            ...([0, 1] as const).map((side) => ({
              id: String(side),
              head: side === 0 ? nameOf(report, left) : nameOf(other, right),
              cell: ({ column, values, tooFew, places }: ComparedLine) =>
                tooFew[side] ? (
                  <span className={styles.few}>{t('reports.tooFew')}</span>
                ) : (
                  <FigureLink
                    report={side === 0 ? report : other}
                    {...places[side]}
                    column={column}
                    value={values[side]}
                    from={report.month}
                  >
                    {figureText(report, column, values[side], formats)}
                  </FigureLink>
                ),
            })),
            {
              id: 'difference',
              head: t('reports.difference'),
              cell: ({ column, difference }) => differenceText(report, column, difference, formats),
            },
          ]}
        />
      )}
    </Panel>
  );
}
