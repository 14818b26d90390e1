import { TriangleAlert } from 'lucide-react';
import { acceptedClash } from '../../../../sync/collections/appointment';
import { longestText } from '../../../../sync/collections/longest-text';
import { clashName, type CandidateDate, type Meeting } from '../../../../sync/rules/clash-search';
import { useRootOf } from '../../../database/use-person';
import { useLastSyncAt } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { iconSize } from '../../../ui/icon-size';
import { Segmented } from '../../../ui/segmented';
import { TextField } from '../../../ui/text-field';
import { useMembers } from '../../members/use-members';
import { useSettings } from '../../settings/settings-context';
import { decideAll, decidedAlike, NOTHING_DECIDED, type ClashDecisions, type DateDecision } from './clash-decisions';
import styles from './clash-notice.module.css';
import { firstFree, type Attending } from '../free-time/free-time';
import { ownTimes } from './own-times';
import type { Appointment } from '../use-appointments';
import { useCustomers } from '../use-customers';
import { useMeetings } from './use-meetings';
import { addMinutes, minutesBetween } from '../../../ui/wall-clock';
import { useNowMs } from '../../../ui/use-now';

const MAX_REASON = longestText(acceptedClash.shape.reason);
const NO_DATES: readonly CandidateDate[] = [];

/**
 * Who and what would be met, date by date, before anything is saved. A single appointment may be saved all the same,
 * with a reason; of a series each date may also be left out or moved to where both are free.
 */
export function ClashNotice({
  meetings,
  around,
  dates = NO_DATES,
  who,
  isSeries,
  decisions = NOTHING_DECIDED,
  onChange,
}: {
  meetings: readonly Meeting<Appointment>[];
  around: readonly Appointment[];
  /** All of the series' own, where its dates can be decided: none is moved onto another. */
  dates?: readonly CandidateDate[];
  who: Attending;
  /** Its dates can be decided one by one. */
  isSeries: boolean;
  decisions?: ClashDecisions;
  /** Without it nothing is decided here. */
  onChange?: (decisions: ClashDecisions) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const settings = useSettings();
  const { byId: members } = useMembers();
  const { nameOf } = useCustomers(meetings.flatMap(({ met }) => met.map((one) => one.customerId)));
  const decide = (on: string, decision: DateDecision) =>
    onChange?.({ ...decisions, byDate: { ...decisions.byDate, [on]: decision } });
  const { agentId } = who;
  const customerId = useRootOf(who.customerId);
  const moved = ({ date }: Meeting<Appointment>, known = decisions): DateDecision => {
    const minutes = minutesBetween(date.startsAt, date.endsAt);
    const both = { agentId, customerId };
    const busy = [...around, ...ownTimes(dates, date.on, known, both)];
    const startsAt = firstFree(busy, both, Date.parse(date.startsAt), minutes, formats.zone, settings);
    return { as: 'move', startsAt, endsAt: addMinutes(startsAt, minutes) };
  };
  const choices = (['keep', 'skip', 'move'] as const).map((id) => ({ id, label: t(`appointments.clash.as.${id}`) }));
  return (
    <div role="status">
      {meetings.length > 0 && (
        <div className={styles.notice}>
          <TriangleAlert {...iconSize.row} className={styles.icon} />
          <div className={styles.words}>
            <p className={styles.title}>
              {t(isSeries ? 'appointments.clash.dates' : 'appointments.clash.title', {
                count: isSeries ? meetings.length : meetings[0]!.met.length,
              })}
            </p>
            {isSeries && meetings.length > 1 && onChange !== undefined && (
              <Segmented
                label={t('appointments.clash.decideAll')}
                value={decidedAlike(meetings, decisions)}
                onChange={(as) => onChange(decideAll(meetings, decisions, as, moved))}
                options={choices}
              />
            )}
            <ul className={styles.dates}>
              {meetings.map((meeting) => {
                const { date, met } = meeting;
                const decision: DateDecision = decisions.byDate[date.on] ?? { as: 'keep' };
                return (
                  <li key={date.on} className={styles.date}>
                    {isSeries && <span className={styles.when}>{formats.weekdayTime(date.startsAt, date.endsAt)}</span>}
                    {met.map((one) => (
                      <span key={one.id}>
                        {t(one.agentId === agentId ? 'appointments.clash.agent' : 'appointments.clash.customer', {
                          when: formats.timeRange(one.startsAt, one.endsAt),
                          customer: nameOf(one.customerId),
                          agent: members.get(one.agentId)?.fullName ?? '',
                        })}
                      </span>
                    ))}
                    {isSeries && onChange !== undefined && (
                      <Segmented
                        label={t('appointments.clash.decide', { day: formats.weekdayDate(date.startsAt) })}
                        isLabelHidden
                        value={decision.as}
                        onChange={(as) =>
                          decide(date.on, as === 'move' ? moved(meeting) : { as: as === 'skip' ? 'skip' : 'keep' })
                        }
                        options={choices}
                      />
                    )}
                    {decision.as === 'move' && (
                      <span>
                        {t('appointments.clash.movedTo', {
                          when: formats.weekdayTime(decision.startsAt, decision.endsAt),
                        })}
                      </span>
                    )}
                  </li>
                );
              })}
            </ul>
            {onChange !== undefined && (
              <TextField
                label={t('appointments.clash.reason')}
                value={decisions.reason}
                onChange={(reason) => onChange({ ...decisions, reason })}
                maxLength={MAX_REASON}
                autoComplete="off"
              />
            )}
            <AsOf />
          </div>
        </div>
      )}
    </div>
  );
}

/** By itself: the office is heard of while a form with dozens of dates is being saved. */
function AsOf() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const lastSyncAt = useLastSyncAt();
  return (
    // Of what stands in the notice this alone changes by itself, and is not said anew every minute.
    <p aria-live="off" className={styles.note}>
      {lastSyncAt === null
        ? t('appointments.clash.asOfNever')
        : t('appointments.clash.asOf', { when: formats.relativeTime(lastSyncAt, nowMs) })}
    </p>
  );
}

const NOTHING_ACCEPTED: NonNullable<Appointment['accepts']> = [];

/** Who and what another time of one appointment would meet, while it is being chosen. It may be taken all the same. */
export function ClashesOf({ candidate }: { candidate: Appointment }) {
  const { agentId, customerId, startsAt, endsAt, zone, accepts = NOTHING_ACCEPTED } = candidate;
  const { root } = clashName(candidate);
  const { meetings, around, dates } = useMeetings({
    agentId,
    customerId,
    startsAt,
    endsAt,
    zone,
    recurrence: '',
    rootId: root,
    accepts,
  });
  return <ClashNotice meetings={meetings} around={around} dates={dates} who={candidate} isSeries={false} />;
}
