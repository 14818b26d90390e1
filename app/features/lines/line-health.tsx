import { useCallback } from 'react';
import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { BarChart } from '../../ui/bar-chart';
import { DataTable } from '../../ui/data-table';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import styles from './lines.module.css';

const CHART_DAYS = 14;

/** What a line has sent by day, the new chats among it, and what failed: as numbers, and a bar for the eye. */
export function LineHealth({ id }: { id: string }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { data, error } = useCall(useCallback(() => api.lines.health.query({ id }), [id]));
  if (error !== undefined)
    return (
      <p role="alert" className={styles.wrong}>
        {t(errorText(error))}
      </p>
    );
  if (data === undefined) return <Skeleton rows={3} />;
  if (data.days.length === 0) return <p>{t('lines.noDays')}</p>;
  const most = Math.max(data.caps.daily, ...data.days.map(({ sent }) => sent));
  return (
    <div className={styles.health}>
      <BarChart
        label={t('lines.chart', { daily: data.caps.daily, newChats: data.caps.newChats })}
        series={[t('lines.sent'), t('lines.new')]}
        rows={data.days
          .slice(0, CHART_DAYS)
          .reverse()
          .map(({ day, sent, newChats }) => ({
            id: day,
            label: formats.plainWeekday(day),
            values: [sent, newChats],
          }))}
        rowsLabel={t('lines.day')}
        format={formats.number}
      />
      <p>{t('lines.chart', { daily: data.caps.daily, newChats: data.caps.newChats })}</p>
      <DataTable
        label={t('lines.days')}
        density="compact"
        rows={data.days}
        keyOf={({ day }) => day}
        errorOf={({ newChats }) =>
          newChats > 0 && newChats >= data.caps.newChats ? t('lines.newChatsFull') : undefined
        }
        columns={[
          { id: 'day', head: t('lines.day'), cell: ({ day }) => formats.plainWeekday(day) },
          {
            id: 'sent',
            head: t('lines.sent'),
            cell: ({ sent }) => (
              <span className={styles.sent}>
                <span className={styles.bar} style={{ width: `${(sent / most) * 100}%` }} />
                {formats.number(sent)}
              </span>
            ),
          },
          { id: 'new', head: t('lines.new'), cell: ({ newChats }) => formats.number(newChats) },
          {
            id: 'failed',
            head: t('lines.failed'),
            cell: ({ failed }) => (
              <span className={failed > 0 ? styles.failed : undefined}>{formats.number(failed)}</span>
            ),
          },
          { id: 'ignored', head: t('lines.ignored'), cell: ({ ignored }) => formats.number(ignored) },
        ]}
      />
      {data.errors.length > 0 && (
        <>
          <h3>{t('lines.errors')}</h3>
          <ul>
            {data.errors.map(({ reason, count, lastAt }) => (
              <li key={reason}>
                {t('lines.error', {
                  reason: t(`messages.reason.${reason}`),
                  count,
                  when: formats.relativeTime(lastAt, nowMs),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
