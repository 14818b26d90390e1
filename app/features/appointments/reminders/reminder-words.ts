/** How a reminder and what became of it are called. */
import type { api } from '../../../api/client';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { reasonOn, stateOn } from '../../deliveries/delivery-words';
import { useBeforeWords } from '../../settings/parts/reminder-choices';

export type Fate = Awaited<ReturnType<typeof api.reminders.ofAppointment.query>>[number];

/** It reached nobody on this channel, whatever the time: the next one was tried. */
export const isUnreached = (reason: string) => ['no_address', 'refused', 'failed'].includes(reason);

export function useFateWords() {
  const t = useText();
  const formats = useFormats();
  const before = useBeforeWords();
  const why = ({ channel, reason }: Pick<Fate, 'channel' | 'reason'>) =>
    isUnreached(reason) && channel !== 'whatsapp'
      ? t(`reminders.tried.${channel}.${reason}`)
      : t(`reminders.reason.${reason === '' ? 'rule' : reason}`);
  return {
    before,
    /** "SMS · 2 saat önce", "E-posta · yeni zaman" */
    what: ({ kind, channel, offsetMinutes }: Fate) =>
      `${t(`deliveries.channel.${channel}`)} · ${kind === 'before' ? before(offsetMinutes) : t(`reminders.kind.${kind}`)}`,
    /** "Ulaştı, Perşembe 14:00" */
    became: (fate: Fate) => {
      const { state, channel, deliveryState, deliveryReason, sentAt } = fate;
      if (state === 'skipped' || state === 'withdrawn') return why(fate);
      const words = [t(`deliveries.state.${stateOn(channel, deliveryState === '' ? 'queued' : deliveryState)}`)];
      if (sentAt !== null) words.push(formats.weekdayTime(sentAt));
      if (deliveryReason !== '') words.push(t(`deliveries.reason.${reasonOn(channel, deliveryReason)}`));
      return words.join(', ');
    },
    /** "Telefon numarası yok": why nothing left. */
    why,
  };
}
