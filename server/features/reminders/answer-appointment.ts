/** What a customer says about an appointment of theirs, by their link or by SMS: written by the office. */
import { changeSeries } from '../../../sync/rules/change-series';
import { canChangeStatus } from '../../../sync/rules/appointment-status';
import { closedReason } from '../../../sync/rules/reminder-plan';
import type { DocumentFields } from '../../../sync/collections/definition';
import { appointmentShape, type AppointmentFields } from '../../../sync/collections/appointment';
import { longestText } from '../../../sync/collections/longest-text';
import type { Shown } from '../../../sync/rules/occurrences';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { findOccurrence } from './find-occurrence';
import { documentsOfRoots, officeClock, type StoredAppointment } from './ledger.store';

export type CustomerSays =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'declined'; readonly note: string }
  /** For another time: an instant, or '' for any. */
  | { readonly kind: 'asked'; readonly note: string; readonly proposedAt: string };

/**
 * `moved`: not to what the customer saw. `closed`: it is off, over, or began. `gone`: nothing is known of it. Then
 * nothing was written.
 */
export type Answered = 'written' | 'moved' | 'closed' | 'gone';

const MAX_NOTE = longestText(appointmentShape.shape.answerNote);

/** `seenAt`: the beginning that stood before the customer; '' where they did not see one. */
export async function answerAppointment(
  deps: Pick<Deps, 'pool' | 'writeAsOffice'>,
  which: { readonly rootId: string; readonly occurrenceOn: string; readonly seenAt: string },
  says: CustomerSays,
  cause: string,
): Promise<Answered> {
  const { stored, nowMs } = await inTransaction(deps.pool, async (client) => ({
    stored: await documentsOfRoots(client, [which.rootId]),
    nowMs: await officeClock(client),
  }));
  const one = findOccurrence(stored, which.occurrenceOn);
  if (one === null) return 'gone';
  if (closedReason(one) !== '' || Date.parse(one.startsAt) <= nowMs) return 'closed';
  if (which.seenAt !== '' && which.seenAt !== one.startsAt) return 'moved';
  const nowIso = new Date(nowMs).toISOString();
  const { inherited, answer } = valuesOf(one, says, nowIso);
  const [write] = changeSeries(one, stored, 'this', inherited, { memberId: one.agentId, nowIso });
  if (write === undefined) return 'gone';
  const became: { outcome: Answered } = { outcome: 'closed' };
  await deps.writeAsOffice(
    'appointments',
    [
      {
        id: write.id,
        values: (stands) => {
          // Decided anew under the lock.
          if (stands !== null && !isStill(one, stands)) {
            became.outcome = 'moved';
            return null;
          }
          became.outcome = 'written';
          return { ...(stands === null ? write.made : write.edited), ...answer } as DocumentFields;
        },
      },
    ],
    cause,
  );
  // They know that it is off: who said it needs no word of it. Of another date of the series they do.
  if (became.outcome === 'written' && says.kind === 'declined')
    await deps.pool.query(
      `UPDATE reminders SET state = 'withdrawn', reason = 'cancelled' WHERE root_id = $1 AND occurrence_on = $2
        AND kind = 'cancelled' AND state = 'planned'`,
      [which.rootId, one.occurrence?.on ?? ''],
    );
  return became.outcome;
}

function valuesOf(one: StoredAppointment, says: CustomerSays, nowIso: string) {
  const note = says.kind === 'confirmed' ? '' : says.note.trim().slice(0, MAX_NOTE);
  const inherited: Partial<AppointmentFields> =
    says.kind === 'declined'
      ? { status: 'cancelled', cancelReason: note }
      : says.kind === 'confirmed' && one.status !== 'confirmed' && canChangeStatus(one.status, 'confirmed')
        ? { status: 'confirmed' }
        : {};
  return {
    inherited,
    answer: {
      customerAnswer: says.kind,
      answeredFor: one.startsAt,
      answeredAt: nowIso,
      answerNote: note,
      proposedAt: says.kind === 'asked' ? says.proposedAt : '',
    },
  };
}

/** Neither moved nor decided since it was read. */
function isStill(one: Shown<StoredAppointment>, stands: DocumentFields): boolean {
  // Somebody changed this date and took it back before: what was read is the series' own date.
  if ((stands['deletedAt'] ?? '') !== '') return one.occurrence?.isChanged === false;
  const own = (stands['own'] ?? []) as readonly string[];
  const ofSeries = (stands['occurrenceOn'] ?? '') !== '';
  const owns = (unit: string) => !ofSeries || own.includes(unit);
  return (
    (!owns('schedule') || stands['startsAt'] === one.startsAt) && (!owns('status') || stands['status'] === one.status)
  );
}
