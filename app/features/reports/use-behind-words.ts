import type { api } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { interactionTitle } from '../interactions/interaction-words';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import { useStages } from '../settings/use-stages';

type Behind = Awaited<ReturnType<typeof api.reports.behind.query>>;

/**
 * What a thing behind a figure is and when: "Arama · Görüşüldü · 3 Kasım 2026", "Teklif → Kazanıldı · 3 Kasım 2026".
 * What a customer is today or since when is said as such: it is not what happened in the month.
 */
export function useBehindWords(): (figure: Pick<Behind, 'noun' | 'as'>, row: Behind['rows'][number]) => string {
  const t = useText();
  const formats = useFormats();
  const stages = useStages();
  const kinds = useAppointmentKinds();
  const move = (from: string, to: string) =>
    [from, to]
      .filter((id) => id !== '')
      .map(stages.nameOf)
      .join(' → ');
  const customer = (as: Behind['as'], { what, how, at }: Behind['rows'][number]): string[] => {
    switch (as) {
      case 'came':
        return [move(how, what), formats.dateTime(at ?? '')];
      case 'left':
        return [move(what, how), formats.dateTime(at ?? '')];
      case 'stood':
        return [stages.nameOf(what), at === null ? '' : t('reports.behindSince', { when: formats.date(at) })];
      // Kept on this device from a build that did not say it, it was when they were added, too.
      default:
        return [
          t('reports.behindNow', { stage: stages.nameOf(what) }),
          t('customers.since', { when: formats.dateTime(at ?? '') }),
        ];
    }
  };
  const thing = (noun: Behind['noun'], { what, how }: Behind['rows'][number]): string => {
    switch (noun) {
      case 'interactions':
        return interactionTitle({ kind: what, outcome: how } as Parameters<typeof interactionTitle>[0], t);
      case 'appointments':
        return `${kinds.nameOf(what)} · ${t(`appointments.status.${how}`)}`;
      case 'messages':
        return `${t(what === 'in' ? 'reports.received' : 'reports.sent')} · ${t(`consents.channel.${how}`)}`;
      case 'deliveries':
        return `${t(`consents.channel.${what}`)} · ${t(`messages.state.${how}`)}`;
      default:
        return '';
    }
  };
  return ({ noun, as }, row) =>
    (noun === 'customers' ? customer(as, row) : [thing(noun, row), formats.dateTime(row.at ?? '')])
      .filter((part) => part !== '')
      .join(' · ');
}
