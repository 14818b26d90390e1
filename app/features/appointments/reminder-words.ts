/** How a reminder and what became of it are called. */
import type { api } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useBeforeWords } from '../settings/parts/reminder-choices';

export type Fate = Awaited<ReturnType<typeof api.reminders.ofAppointment.query>>[number];

export function useFateWords() {
  const t = useText();
  const formats = useFormats();
  const before = useBeforeWords();
  return {
    before,
    /** "SMS · 2 saat önce", "E-posta · yeni zaman" */
    what: ({ kind, channel, offsetMinutes }: Fate) =>
      `${t(`deliveries.channel.${channel}`)} · ${kind === 'before' ? before(offsetMinutes) : t(`reminders.kind.${kind}`)}`,
    /** "Ulaştı, Perşembe 14:00" */
    became: ({ state, reason, deliveryState, deliveryReason, sentAt }: Fate) => {
      if (state === 'skipped') return t(`reminders.reason.${reason === '' ? 'rule' : reason}`);
      const words = [t(`deliveries.state.${deliveryState === '' ? 'queued' : deliveryState}`)];
      if (sentAt !== null) words.push(formats.weekdayTime(sentAt));
      if (deliveryReason !== '') words.push(t(`deliveries.reason.${deliveryReason}`));
      return words.join(', ');
    },
  };
}
