import { CalendarClock, Check } from 'lucide-react';
import { clashName } from '../../../sync/rules/clash-search';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { showToast } from '../../ui/toast';
import { TwoLines } from '../../ui/two-lines';
import { acceptMeetings } from '../appointments/clashes/accept-meetings';
import type { CalendarEntry, Clash } from '../appointments/calendar/calendar-entries';
import { NOTHING_DECIDED } from '../appointments/clashes/clash-decisions';
import { firstFree, LOOKED_AHEAD_DAYS } from '../appointments/free-time/free-time';
import { useAppointmentsBetween, type Appointment } from '../appointments/use-appointments';
import { useMove } from '../appointments/calendar/use-move';
import { addMinutes, minutesBetween } from '../../ui/wall-clock';
import { useSettings } from '../settings/settings-context';
import styles from './outcomes-missing.module.css';

const SHOWN = 3;
const DAY_MS = 86_400_000;

/** Who is booked twice in the days to come, each with one tap to where both are free, and one to leave it so. */
export function ClashesAhead({
  entries,
  all,
  nowMs,
}: {
  entries: readonly CalendarEntry[];
  all: readonly Appointment[];
  nowMs: number;
}) {
  const now = new Date(nowMs).toISOString();
  const byId = new Map(all.map((one) => [one.id, one]));
  const told = new Set<string>();
  // Each pair once, beside the later of the two.
  const clashing = entries.flatMap((entry) => {
    const { appointment, clashes } = entry;
    if (appointment.endsAt <= now) return [];
    return clashes.flatMap((clash) => {
      const pair = [appointment.id, clash.withId].sort().join(' ');
      const other = byId.get(clash.withId);
      if (told.has(pair) || other === undefined) return [];
      told.add(pair);
      return [{ entry, clash, other }];
    });
  });
  // Nothing is read for a day without any.
  return clashing.length === 0 ? null : <Clashing clashing={clashing} nowMs={nowMs} />;
}

type BookedTwice = { readonly entry: CalendarEntry; readonly clash: Clash; readonly other: Appointment };

function Clashing({ clashing, nowMs }: { clashing: readonly BookedTwice[]; nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const settings = useSettings();
  const { moveTo } = useMove();
  const shown = clashing.slice(0, SHOWN);
  // The days of this screen end soon, and what stands behind them is in the way as well. By whole days, so that it is
  // not read again with every minute.
  const starts = shown.map(({ entry }) => Math.max(nowMs, Date.parse(entry.appointment.startsAt)));
  const dayOf = (ms: number) => new Date(Math.floor(ms / DAY_MS) * DAY_MS).toISOString();
  const around = useAppointmentsBetween(
    dayOf(Math.min(...starts)),
    dayOf(Math.max(...starts) + (LOOKED_AHEAD_DAYS + 2) * DAY_MS),
  );
  const keep = (appointment: Appointment, other: Appointment) => {
    const date = { on: clashName(appointment).on, startsAt: appointment.startsAt, endsAt: appointment.endsAt };
    void acceptMeetings(db, appointment, [{ date, met: [other] }], NOTHING_DECIDED).catch(() =>
      showToast({ text: t('appointments.notStored'), tone: 'attention' }),
    );
  };
  return (
    <Panel isFlush title={t('today.clashes.title', { count: clashing.length })}>
      <ul className={styles.list}>
        {shown.map(({ entry: { appointment, customer }, clash, other }) => {
          const { agentId, startsAt, endsAt, zone } = appointment;
          const minutes = minutesBetween(startsAt, endsAt);
          const free =
            around === undefined
              ? null
              : firstFree(
                  around,
                  { agentId, customerId: appointment.personId ?? appointment.customerId },
                  Math.max(nowMs, Date.parse(startsAt)),
                  minutes,
                  formats.zone,
                  settings,
                );
          return (
            <li key={`${appointment.id} ${other.id}`} className={styles.item}>
              <TwoLines
                className={styles.words}
                name={`${customer} · ${formats.weekdayTime(startsAt)}`}
                about={t('today.clashes.with', {
                  when: formats.timeRange(other.startsAt, other.endsAt),
                  agent: clash.otherAgent,
                  customer: clash.otherCustomer,
                })}
              />
              <span className={styles.buttons}>
                {free !== null && (
                  <Button
                    icon={<CalendarClock {...iconSize.small} />}
                    onPress={() =>
                      void moveTo(appointment, customer, { startsAt: free, endsAt: addMinutes(free, minutes), zone })
                    }
                  >
                    {t('today.clashes.move', { when: formats.weekdayTime(free) })}
                  </Button>
                )}
                <Button icon={<Check {...iconSize.small} />} onPress={() => keep(appointment, other)}>
                  {t('today.clashes.keep')}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
