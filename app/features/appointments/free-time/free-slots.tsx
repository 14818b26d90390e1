import { CalendarSearch } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useDatabase } from '../../../database/database-context';
import { useRootOf } from '../../../database/use-person';
import { useSyncStatus } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Chip } from '../../../ui/chip';
import { iconSize } from '../../../ui/icon-size';
import { Select } from '../../../ui/select';
import { memberOptions } from '../../members/member-options';
import { useMembers } from '../../members/use-members';
import { useSettings } from '../../settings/settings-context';
import styles from './free-slots.module.css';
import { freeSlots, LOOKED_AHEAD_DAYS, type Attending } from './free-time';
import { useAppointmentsBetween } from '../use-appointments';
import { addMinutes, resolveWallClock } from '../../../ui/wall-clock';
import { useNowMs } from '../../../ui/use-now';

const OFFERED = 6;

type Asked = {
  readonly who: Attending & { readonly ownId: string };
  /** 'YYYY-MM-DD'; nothing before it is offered, nor what is over. */
  readonly fromDay: string;
  readonly lengthMinutes: number;
  readonly zone: string;
  readonly onPick: (startsAt: string) => void;
};

/** Offers times at which whoever goes, the customer and, for those who see their calendars, colleagues are all free. */
export function FreeSlots(asked: Asked) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const panelId = useId();
  return (
    <div className={styles.slots}>
      <Button
        icon={<CalendarSearch {...iconSize.row} />}
        aria-expanded={isOpen}
        aria-controls={panelId}
        onPress={() => setIsOpen(!isOpen)}
      >
        {t('appointments.free.find')}
      </Button>
      <div id={panelId}>{isOpen && <Offers {...asked} />}</div>
    </div>
  );
}

function Offers({ who, fromDay, lengthMinutes, zone, onPick }: Asked) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const settings = useSettings();
  const { lastSyncAt } = useSyncStatus();
  const { me } = useDatabase();
  const { all, byId } = useMembers();
  const [withIds, setWithIds] = useState<readonly string[]>([]);
  const { agentId, ownId } = who;
  const customerId = useRootOf(who.customerId);
  const [openedMs] = useState(() => Date.now());
  const dayMs = Date.parse(resolveWallClock({ date: fromDay, time: '00:00' }, zone).at);
  // What is read stays the same while time passes; what is over by now is offered no more.
  const fromAt = new Date(Math.max(openedMs, dayMs)).toISOString();
  const fromMs = Math.max(nowMs, dayMs);
  const around = useAppointmentsBetween(fromAt, addMinutes(fromAt, (LOOKED_AHEAD_DAYS + 1) * 24 * 60));
  const found = useMemo(() => {
    const agentIds = [...new Set([agentId, ...withIds])].filter((id) => id !== '');
    return around === undefined
      ? undefined
      : freeSlots(around, { agentIds, customerId, ownId }, fromMs, lengthMinutes, settings, OFFERED);
  }, [around, agentId, withIds, customerId, ownId, fromMs, lengthMinutes, settings]);
  // An agent's tablet knows their own appointments alone; a colleague would look free there.
  const colleagues = all.filter(
    (one) =>
      one.isActive &&
      one.id !== agentId &&
      !withIds.includes(one.id) &&
      (me.role === 'admin' || (me.role === 'manager' && one.teamId === me.teamId)),
  );
  return (
    <div className={styles.panel}>
      {me.role !== 'agent' && (
        <div className={styles.people}>
          <Select
            label={t('appointments.free.with')}
            value={null}
            placeholder={t('appointments.free.add')}
            onChange={(id) => setWithIds([...withIds, id])}
            options={memberOptions(colleagues)}
          />
          <div className={styles.chips}>
            {withIds.map((id) => (
              <Chip
                key={id}
                onRemove={() => setWithIds(withIds.filter((one) => one !== id))}
                removeLabel={t('appointments.free.remove', { name: byId.get(id)?.fullName ?? '' })}
              >
                {byId.get(id)?.fullName}
              </Chip>
            ))}
          </div>
        </div>
      )}
      {found !== undefined && (
        <div className={styles.found}>
          <span role="status" className={styles.label}>
            {t(found.length === 0 ? 'appointments.free.none' : 'appointments.free.label', {
              count: withIds.length + 1,
              days: LOOKED_AHEAD_DAYS,
            })}
          </span>
          <div className={styles.chips}>
            {found.map((startsAt) => (
              <Chip key={startsAt} onPress={() => onPick(startsAt)}>
                {formats.weekdayTime(startsAt, addMinutes(startsAt, lengthMinutes))}
              </Chip>
            ))}
          </div>
          <span className={styles.note}>
            {lastSyncAt === null
              ? t('appointments.free.asOfNever')
              : t('appointments.free.asOf', { when: formats.relativeTime(lastSyncAt, nowMs) })}
          </span>
        </div>
      )}
    </div>
  );
}
