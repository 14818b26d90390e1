import { Plus } from 'lucide-react';
import { useReceiving } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import type { CalendarEntry } from '../appointments/calendar/calendar-entries';
import styles from './empty-day.module.css';

/** A day without appointments: what comes next, and the way to fill it. */
export function EmptyDay({ upcoming, isTeam }: { upcoming: CalendarEntry | null; isTeam: boolean }) {
  const t = useText();
  const formats = useFormats();
  const { isReceiving, text } = useReceiving();
  if (isReceiving) {
    return (
      <section className={styles.day} aria-label={t('appointments.receiving.title')}>
        <EmptyState illustration="field" title={t('appointments.receiving.title')}>
          {t(text)}
        </EmptyState>
      </section>
    );
  }
  return (
    <section className={styles.day} aria-label={t('today.empty.title')}>
      <EmptyState
        illustration="field"
        title={t(isTeam ? 'today.empty.team' : 'today.empty.title')}
        action={
          <>
            <LinkButton variant="primary" href="/appointments/new" icon={<Plus {...iconSize.row} />}>
              {t('appointments.new')}
            </LinkButton>
            <LinkButton href="/customers?quiet=30">{t('today.empty.quiet')}</LinkButton>
          </>
        }
      >
        {upcoming === null
          ? t('today.empty.nothingAhead')
          : t('today.empty.upcoming', {
              name: upcoming.customer,
              when: formats.weekdayTime(upcoming.appointment.startsAt),
            })}
      </EmptyState>
    </section>
  );
}
