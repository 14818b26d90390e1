import { ChevronRight } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { kindOf } from '../../../sync/rules/approval';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useSayDetailSeen } from '../../shell/after-detail';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { kindIcon, StatusBadge } from '../appointments/appointment-words';
import { nextOfCustomer } from '../appointments/customer-occurrences';
import { useNowMs } from '../../ui/use-now';
import { InteractionItem } from '../interactions/interaction-item';
import { useMembers } from '../members/use-members';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import styles from './latest-of-customer.module.css';
import { useAppointmentsOf } from './use-appointments-of';
import { appointmentHref } from '../appointments/use-appointments';
import { useLatestLogged } from './use-latest-logged';

const SHOWN = 3;
/** A longer text may be cut. */
const SURELY_SHOWN = 120;

/**
 * What one needs to know before ringing: when one meets next, and how it went the last times. What stands `below` is
 * shown once the height of this is known: it would move away from under a finger.
 */
export function LatestOfCustomer({
  customerId,
  onShowAll,
  below,
}: {
  customerId: string;
  onShowAll: () => void;
  below: ReactNode;
}) {
  const t = useText();
  const formats = useFormats();
  const kinds = useAppointmentKinds();
  const nowMs = useNowMs();
  const { byId } = useMembers();
  const interactions = useLatestLogged(customerId, SHOWN + 1);
  const appointments = useAppointmentsOf(customerId);
  const next = useMemo(() => appointments && nextOfCustomer(appointments, nowMs), [appointments, nowMs]);
  const [wasKnown, setWasKnown] = useState(false);
  const isKnown = interactions !== undefined && appointments !== undefined;
  useSayDetailSeen(isKnown);
  // A store that is opened anew reads again; what is being typed below stays.
  if (isKnown && !wasKnown) setWasKnown(true);
  const Kind = next === undefined ? null : kindIcon(kindOf(next));
  return (
    <>
      {isKnown && (next !== undefined || interactions.length > 0) && (
        <div className={styles.latest}>
          {next !== undefined && Kind !== null && (
            <Panel title={t('journey.recent.next')} isFlush>
              <Link href={appointmentHref(next)} className={styles.next}>
                <span className={styles.icon}>
                  <Kind {...iconSize.row} />
                </span>
                <span className={styles.told}>
                  <span className={styles.words}>
                    <span className={styles.when}>
                      {formats.weekdayDate(next.startsAt)}, {formats.time(next.startsAt)}
                    </span>
                    <span className={styles.what}>
                      {[next.title || kinds.nameOf(kindOf(next)), next.location]
                        .filter((part) => part !== '')
                        .join(' · ')}
                    </span>
                  </span>
                  {next.status !== 'confirmed' && <StatusBadge status={next.status} />}
                </span>
                <ChevronRight {...iconSize.small} className={styles.go} />
              </Link>
            </Panel>
          )}
          {interactions.length > 0 && (
            <Panel
              title={t('journey.recent.title')}
              action={
                (interactions.length > SHOWN || interactions.some(({ body }) => body.length > SURELY_SHOWN)) && (
                  <Button variant="quiet" className={styles.all} onPress={onShowAll}>
                    {t('journey.recent.all')}
                  </Button>
                )
              }
            >
              <ul className={styles.list}>
                {interactions.slice(0, SHOWN).map((interaction) => (
                  <li key={interaction.id}>
                    <InteractionItem
                      interaction={interaction}
                      authorName={byId.get(interaction.authorId)?.fullName ?? ''}
                      when="days"
                    />
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      )}
      {isKnown || wasKnown ? below : <Skeleton rows={4} />}
    </>
  );
}
