import { Suspense, useCallback, useMemo, useState, type ComponentType } from 'react';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useReceiving } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { useRecordKinds } from '../../records/records-context';
import { useNowMs } from '../customers/use-now';
import { useMembers } from '../members/use-members';
import styles from './customer-timeline.module.css';
import { buildTimeline } from './timeline';
import { conflictsOf, TimelineConflict } from './timeline-conflict';
import { useRecordsOf, type RecordInTime } from './use-records-of';

const DAYS_AT_ONCE = 30;

/**
 * Calls, visits, notes, appointments and what two people wrote at once on one line of time, newest first, silences
 * shown.
 */
export function CustomerTimeline({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { byId } = useMembers();
  const { me } = useDatabase();
  const { isReceiving, text } = useReceiving();
  const records = useRecordsOf(customer.id);
  const nameOf = useCallback((memberId: string) => byId.get(memberId)?.fullName ?? '', [byId]);
  const [shownDays, setShownDays] = useState(DAYS_AT_ONCE);
  const todayOn = formats.dayOf(nowMs);
  const days = useMemo(
    () =>
      records === undefined
        ? undefined
        : buildTimeline(records, conflictsOf(customer, records, me.memberId), formats.dayOf, todayOn),
    [records, customer, me.memberId, formats, todayOn],
  );
  if (days === undefined) return <Skeleton rows={4} />;
  if (days.length === 0)
    return (
      <EmptyState
        illustration="field"
        title={t(isReceiving ? 'journey.receiving.title' : 'journey.timeline.empty.title')}
      >
        {t(isReceiving ? text : 'journey.timeline.empty.body')}
      </EmptyState>
    );
  return (
    <Suspense fallback={<Skeleton rows={4} />}>
      <div className={styles.timeline}>
        {days.slice(0, shownDays).map((day) => (
          <section key={day.dayOn} aria-label={formats.day(day.dayOn)}>
            <h3 className={styles.date}>
              {day.dayOn === todayOn ? t('journey.timeline.today') : formats.day(day.dayOn)}
              {day.isAhead && <span className={styles.ahead}>{t('journey.timeline.ahead')}</span>}
            </h3>
            <ul className={styles.entries}>
              {day.entries.map((entry) => (
                <li key={entry.id} className={styles.entry}>
                  {entry.type === 'conflict' ? (
                    <TimelineConflict conflict={entry.conflict} />
                  ) : (
                    <RecordItem record={entry.record} nameOf={nameOf} />
                  )}
                </li>
              ))}
            </ul>
            {day.gapDays > 0 && <p className={styles.gap}>{t('journey.timeline.gap', { days: day.gapDays })}</p>}
          </section>
        ))}
        {days.length > shownDays && (
          <Button variant="quiet" onPress={() => setShownDays((shown) => shown + DAYS_AT_ONCE)}>
            {t('journey.timeline.more')}
          </Button>
        )}
      </div>
    </Suspense>
  );
}

function RecordItem({ record, nameOf }: { record: RecordInTime; nameOf: (memberId: string) => string }) {
  const kind = useRecordKinds()[record.collection];
  const Item = kind.timeline?.Item as
    | ComponentType<{
        document: RecordInTime['document'];
        beside: RecordInTime['beside'];
        nameOf: (memberId: string) => string;
      }>
    | undefined;
  return Item === undefined ? null : <Item document={record.document} beside={record.beside} nameOf={nameOf} />;
}
