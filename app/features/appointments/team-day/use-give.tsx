import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { CustomerFields } from '../../../../sync/collections/customer';
import type { MemberFields } from '../../../../sync/collections/member';
import type { Schedule } from '../../../../sync/rules/appointment-schedule';
import { isGuestOf } from '../../../../sync/rules/customer-guest';
import { maySeeCustomer } from '../../../../sync/rules/customer-scope';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { showToast } from '../../../ui/toast';
import { shareCustomer } from '../../customers/card/share-customer';
import { changeAppointment } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';
import type { ScopeAnswer } from '../recurrence/use-scope-question';

export type Giving = {
  readonly appointment: Appointment;
  readonly name: string;
  readonly customer: CustomerFields | undefined;
  readonly schedule: Schedule;
  readonly agent: MemberFields;
} & ScopeAnswer;

/**
 * Gives an appointment a time and an agent at once. Whoever attends has to see the customer: where they do not, it is
 * asked whether to share the customer with them first, or said why that cannot be. With a way back after every move.
 */
export function useGive(): {
  give: (giving: Giving) => Promise<boolean>;
  spoken: string;
  question: ReactNode;
} {
  const db = useDatabase();
  const t = useText();
  const formats = useFormats();
  const [spoken, setSpoken] = useState('');
  const [asked, setAsked] = useState<Giving | null>(null);
  const answer = useRef<((shares: boolean) => void) | null>(null);

  const store = useCallback(
    async ({ appointment, name, customer, schedule, agent, scope, clashes }: Giving, shares: boolean) => {
      const { agentId, startsAt, endsAt, zone } = appointment;
      const bases = {
        schedule: { stamp: '', values: { startsAt, endsAt, zone } },
        agentId: { stamp: '', values: { agentId } },
      };
      const isMoved = schedule.startsAt !== startsAt || schedule.endsAt !== endsAt;
      const values = {
        ...(isMoved ? { startsAt: schedule.startsAt, endsAt: schedule.endsAt, zone: schedule.zone } : {}),
        ...(agent.id === agentId ? {} : { agentId: agent.id }),
      };
      const notStored = () => showToast({ text: t('appointments.notStored'), tone: 'attention' });
      try {
        const unshare =
          shares && customer !== undefined ? await shareCustomer(db, customer.id, agent.id) : () => undefined;
        const takeBack = await changeAppointment(db, appointment, values, {
          scope,
          bases,
          ...(clashes === undefined ? {} : { clashes }),
        });
        const text = t('appointments.team.given', {
          name,
          when: formats.weekdayTime(schedule.startsAt, schedule.endsAt),
          agent: agent.fullName,
        });
        setSpoken(text);
        showToast({
          text,
          action: {
            label: t('appointments.undo'),
            onPress: () => void takeBack().then(unshare).catch(notStored),
          },
        });
        return true;
      } catch {
        notStored();
        return false;
      }
    },
    [db, t, formats],
  );

  const give = useCallback(
    async (giving: Giving) => {
      const { customer, agent, appointment } = giving;
      if (agent.id === appointment.agentId || (customer !== undefined && maySeeCustomer(agent, customer)))
        return store(giving, false);
      const me = { id: db.me.memberId, role: db.me.role, teamId: db.me.teamId };
      if (customer === undefined || isGuestOf(me, customer)) {
        showToast({ text: t('appointments.team.notSeen', { agent: agent.fullName }), tone: 'attention' });
        return false;
      }
      setAsked(giving);
      const shares = await new Promise<boolean>((resolve) => {
        answer.current?.(false);
        answer.current = resolve;
      });
      return shares && store(giving, true);
    },
    [db, t, store],
  );

  const say = (shares: boolean) => {
    answer.current?.(shares);
    answer.current = null;
    setAsked(null);
  };
  const question = asked === null ? null : <ShareQuestion giving={asked} onAnswer={say} />;
  return { give, spoken, question };
}

function ShareQuestion({ giving, onAnswer }: { giving: Giving; onAnswer: (shares: boolean) => void }) {
  const t = useText();
  const agent = giving.agent.fullName;
  return (
    <Dialog
      isOpen
      onOpenChange={() => onAnswer(false)}
      size="small"
      title={t('appointments.team.shareTitle', { agent })}
      footer={
        <>
          <Button onPress={() => onAnswer(false)}>{t('ui.cancel')}</Button>
          <Button variant="primary" onPress={() => onAnswer(true)}>
            {t('appointments.team.shareConfirm')}
          </Button>
        </>
      }
    >
      <p>{t('appointments.team.shareText', { agent, name: giving.name })}</p>
    </Dialog>
  );
}
