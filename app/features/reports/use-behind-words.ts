import type { api } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { interactionTitle } from '../interactions/interaction-words';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import { useStages } from '../settings/use-stages';

type Behind = Awaited<ReturnType<typeof api.reports.behind.query>>;

/** What a thing behind a figure is: "Arama · Görüşüldü", "Yerinde · Yapıldı", a customer's stage. */
export function useBehindWords(): (noun: Behind['noun'], row: Behind['rows'][number]) => string {
  const t = useText();
  const stages = useStages();
  const kinds = useAppointmentKinds();
  return (noun, { what, how }) => {
    switch (noun) {
      case 'customers':
        return stages.nameOf(what);
      case 'interactions':
        return interactionTitle({ kind: what, outcome: how } as Parameters<typeof interactionTitle>[0], t);
      case 'appointments':
        return `${kinds.nameOf(what)} · ${t(`appointments.status.${how}`)}`;
      case 'messages':
        return `${t(what === 'in' ? 'reports.received' : 'reports.sent')} · ${t(`consents.channel.${how}`)}`;
      case 'deliveries':
        return `${t(`consents.channel.${what}`)} · ${t(`messages.state.${how}`)}`;
      case null:
        return '';
    }
  };
}
