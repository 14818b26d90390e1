import { GitCompareArrows } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { ConflictCard } from '../../../sync/rules/document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { EntryHead, EntryIcon } from '../../ui/entry';
import { ConflictCardOf } from '../conflicts/conflict-cards';
import { cardsToSettle, clashedAt, type Conflicted } from '../conflicts/settle-conflict';
import styles from './timeline-conflict.module.css';

type Appointment = AppointmentFields & Conflicted;
export type ConflictEntry = {
  readonly id: string;
  readonly at: string;
  readonly card: ConflictCard;
  readonly document: Conflicted;
  readonly appointment: Appointment | null;
};

/** The cards of a customer and of the appointments with them, each at the moment the two edits met. */
export function conflictsOf(
  customer: Conflicted,
  appointments: readonly Appointment[],
  memberId: string,
): ConflictEntry[] {
  const of = (document: Conflicted, appointment: Appointment | null) =>
    cardsToSettle(document, memberId).map((card): ConflictEntry => ({
      id: `${document.id} ${card.id}`,
      at: clashedAt(card),
      card,
      document,
      appointment,
    }));
  return [...of(customer, null), ...appointments.flatMap((appointment) => of(appointment, appointment))];
}

/** A card as one entry of the customer's time, with the buttons that decide. */
export function TimelineConflict({ conflict: { at, card, document, appointment } }: { conflict: ConflictEntry }) {
  const t = useText();
  const formats = useFormats();
  return (
    <div className={styles.item}>
      <EntryIcon icon={GitCompareArrows} tone="brick" />
      <ConflictCardOf
        collection={appointment === null ? 'customers' : 'appointments'}
        document={document}
        card={card}
        about={
          <EntryHead
            className={styles.head}
            at={at}
            when={formats.time(at)}
            title={
              appointment === null ? (
                t('journey.conflict.customer')
              ) : (
                <Link href={`/appointments/${appointment.id}`} className={styles.link}>
                  {t('journey.conflict.appointment', {
                    when: `${formats.shortDate(appointment.startsAt)} ${formats.time(appointment.startsAt)}`,
                  })}
                </Link>
              )
            }
          />
        }
      />
    </div>
  );
}
