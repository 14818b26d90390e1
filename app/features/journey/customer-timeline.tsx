import { memo, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ComponentType } from 'react';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useReceiving } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useSayDetailSeen } from '../../shell/after-detail';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import type { TimelineGroup } from '../../records/record-kind';
import { useRecordKinds } from '../../records/records-context';
import { useGrowingList } from '../../ui/use-growing-list';
import { useNowMs } from '../../ui/use-now';
import { useMembers } from '../members/use-members';
import styles from './customer-timeline.module.css';
import { NextStepPanel } from './next-step-panel';
import { StageStrip } from './stage-strip';
import { buildTimeline, daysKnown, type TimelineDay } from './timeline';
import { conflictsOf, TimelineConflict, type ConflictEntry } from './timeline-conflict';
import { TimelineTools } from './timeline-tools';
import type { RecordInTime } from './records-in-time';
import { useRecordsInTime } from './use-records-in-time';

/** About what two screens have room for. */
const ENTRIES_AT_ONCE = 12;
type Day = TimelineDay<RecordInTime, ConflictEntry>;
const NONE: readonly Day[] = [];
const entriesOf = ({ entries }: Day) => entries.length;

/**
 * Everything of a customer on one line of time, newest first, silences shown: under the stages they went through and
 * what comes next. It can be narrowed to kinds, and one jumps in it by month.
 */
export function CustomerTimeline({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { byId } = useMembers();
  const { me } = useDatabase();
  const { isReceiving, text } = useReceiving();
  const found = useRecordsInTime();
  const records = found?.records;
  const knownAfter = found?.knownAfter ?? '';
  /** Nothing more comes by itself: until then nothing is said of what is not there. */
  const isWhole = knownAfter === '';
  const nameOf = useCallback((memberId: string) => byId.get(memberId)?.fullName ?? '', [byId]);
  const [groups, setGroups] = useState<ReadonlySet<TimelineGroup>>(new Set());
  const todayOn = formats.dayOf(nowMs);
  const days = useMemo(
    () =>
      records === undefined
        ? undefined
        : daysKnown(
            buildTimeline(
              groups.size === 0 ? records : records.filter(({ group }) => groups.has(group)),
              groups.size === 0 ? conflictsOf(customer, records, me.memberId) : [],
              formats.dayOf,
              todayOn,
            ),
            knownAfter,
            formats.dayOf,
          ),
    [records, knownAfter, groups, customer, me.memberId, formats, todayOn],
  );
  const { shownDays, end, goTo, place } = useShownDays(customer.id, days ?? NONE);
  useSayDetailSeen(days !== undefined);
  if (found === undefined || days === undefined) return <Skeleton rows={4} />;
  return (
    <div className={styles.whole}>
      <StageStrip customer={customer} logged={isWhole ? found.logged : undefined} />
      <NextStepPanel customer={customer} />
      {found.records.length > 0 && (
        <TimelineTools
          records={found.records}
          days={isWhole ? days : null}
          groups={groups}
          onGroups={setGroups}
          onMonth={goTo}
        />
      )}
      {isWhole && days.length === 0 && groups.size > 0 && <p>{t('journey.filter.none')}</p>}
      {isWhole && days.length === 0 && groups.size === 0 && (
        <EmptyState
          illustration="field"
          title={t(isReceiving ? 'journey.receiving.title' : 'journey.timeline.empty.title')}
        >
          {t(isReceiving ? text : 'journey.timeline.empty.body')}
        </EmptyState>
      )}
      <Suspense fallback={<Skeleton rows={4} />}>
        <div ref={place} className={styles.timeline}>
          {shownDays.map((day) => (
            <section key={day.dayOn} data-day={day.dayOn} tabIndex={-1} aria-label={formats.day(day.dayOn)}>
              {day.quietDays > 0 && (
                <p className={styles.quiet}>{t('journey.timeline.quiet', { days: day.quietDays })}</p>
              )}
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
          {!isWhole && <Skeleton rows={2} />}
          {end}
        </div>
      </Suspense>
    </div>
  );
}

/** `goTo` a month draws down to its latest day and leads there. */
function useShownDays(customerId: string, days: readonly Day[]) {
  const { shown, end, growTo } = useGrowingList(`timeline/${customerId}`, days, ENTRIES_AT_ONCE, entriesOf);
  const [wanted, setWanted] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const goTo = (month: string) => {
    const at = days.findIndex(({ dayOn }) => dayOn.startsWith(month));
    if (at < 0) return;
    growTo(at);
    setWanted(days[at]?.dayOn ?? null);
  };
  useEffect(() => {
    if (wanted === null) return;
    const day = place.current?.querySelector<HTMLElement>(`[data-day="${wanted}"]`);
    day?.scrollIntoView({ block: 'start' });
    day?.focus({ preventScroll: true });
    setWanted(null);
  }, [wanted]);
  return { shownDays: shown, end, goTo, place };
}

const RecordItem = memo(function RecordItem({
  record,
  nameOf,
}: {
  record: RecordInTime;
  nameOf: (memberId: string) => string;
}) {
  const kind = useRecordKinds()[record.collection];
  const Item = kind.timeline?.Item as
    | ComponentType<{
        document: RecordInTime['document'];
        beside: RecordInTime['beside'];
        nameOf: (memberId: string) => string;
      }>
    | undefined;
  return Item === undefined ? null : <Item document={record.document} beside={record.beside} nameOf={nameOf} />;
});
