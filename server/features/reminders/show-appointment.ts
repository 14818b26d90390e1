/** One appointment as its customer sees it by their link: as it is now. */
import { closedReason } from '../../../sync/rules/reminder-plan';
import { offeredSlots } from '../../../sync/rules/offered-slots';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { calendarIdOf } from '../calendar/calendar-id';
import { calendarSequence } from '../calendar/calendar-sequence';
import { officeSettings } from '../settings/office-settings';
import type { CustomerToken } from './customer-token';
import { findOccurrence } from './find-occurrence';
import { documentsOfRoots, officeClock } from './ledger.store';
import { readAgent, readBusy, readCountry } from './writing.store';

export type ShownToCustomer = {
  readonly id: string;
  /** Grows with every write of it, and of its series. */
  readonly sequence: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone: string;
  readonly location: string;
  /** Where the customer lives; '' where nobody knows. */
  readonly country: string;
  readonly agentName: string;
  /** '' where nobody is known. */
  readonly agentEmail: string;
  readonly officeName: string;
  /**
   * `open`: it is to come. `over`: its time is past. `held`: they were there. `waiting`: the office has yet to say yes.
   */
  readonly state: 'open' | 'waiting' | 'cancelled' | 'over' | 'held';
  /** What they said about it as it is now; '' for nothing. */
  readonly answer: string;
  readonly proposedAt: string;
  /** Other times, where it is open. */
  readonly slots: readonly string[];
};

const OFFERED = 8;
/** Long after it nobody has to see any more that there was one. */
const SHOWN_AFTER_MS = 30 * 86_400_000;

/** Null: nothing of it is known any more, or it is long over. */
export async function showAppointment(
  { pool, config }: Pick<Deps, 'pool' | 'config'>,
  { rootId, occurrenceOn }: CustomerToken,
): Promise<ShownToCustomer | null> {
  return inTransaction(pool, async (client) => {
    const stored = await documentsOfRoots(client, [rootId]);
    const one = findOccurrence(stored, occurrenceOn);
    const nowMs = await officeClock(client);
    if (one === null || Date.parse(one.endsAt) < nowMs - SHOWN_AFTER_MS) return null;
    const [settings, agent] = [await officeSettings(client), await readAgent(client, one.agentId)];
    const closed = closedReason(one);
    const state =
      closed === 'cancelled' || closed === 'declined' || closed === 'deleted'
        ? 'cancelled'
        : one.status === 'held'
          ? 'held'
          : closed === 'over' || Date.parse(one.startsAt) <= nowMs
            ? 'over'
            : closed === 'not_open'
              ? 'waiting'
              : 'open';
    const isAnswered = (one.customerAnswer ?? '') !== '' && one.answeredFor === one.startsAt;
    const minutes = Math.max(15, (Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000);
    const busy = state === 'open' ? await readBusy(client, one.agentId, one.customerId) : [];
    return {
      id: calendarIdOf(
        one,
        stored.find(({ id }) => id === rootId),
      ),
      sequence: await calendarSequence(client, one.occurrence?.rootId ?? one.id),
      startsAt: one.startsAt,
      endsAt: one.endsAt,
      zone: one.zone,
      location: one.location,
      country: await readCountry(client, one.customerId),
      agentName: agent.name,
      agentEmail: agent.email,
      officeName: settings.office.name || config.mail.from.name,
      state,
      answer: isAnswered ? (one.customerAnswer ?? '') : '',
      proposedAt: isAnswered ? (one.proposedAt ?? '') : '',
      slots: state === 'open' ? offeredSlots(settings, one.agentId, busy, nowMs, minutes, OFFERED) : [],
    };
  });
}
