import { useCallback } from 'react';
import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Skeleton } from '../../ui/skeleton';
import styles from './lines.module.css';

/** What a line has sent by day, the new chats among it, and what failed: as numbers, and a bar for the eye. */
export function LineHealth({ id }: { id: string }) {
  const t = useText();
  const formats = useFormats();
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
    <div className={styles.scroll}>
      <table className={styles.days}>
        <thead>
          <tr>
            <th scope="col">{t('lines.day')}</th>
            <th scope="col">{t('lines.sent')}</th>
            <th scope="col">{t('lines.new')}</th>
            <th scope="col">{t('lines.failed')}</th>
            <th scope="col">{t('lines.ignored')}</th>
          </tr>
        </thead>
        <tbody>
          {data.days.map(({ day, sent, newChats, failed, ignored }) => (
            <tr key={day}>
              <th scope="row">{formats.plainWeekday(day)}</th>
              <td>
                <span className={styles.bar} style={{ width: `${(sent / most) * 100}%` }} />
                {formats.number(sent)}
              </td>
              <td data-over={newChats >= data.caps.newChats || undefined}>{formats.number(newChats)}</td>
              <td data-over={failed > 0 || undefined}>{formats.number(failed)}</td>
              <td>{formats.number(ignored)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
