import { Check, UserX } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import type { Appointment } from './use-appointments';
import { useOutcome } from './use-outcome';

/** How an appointment with `name` went, one tap each. */
export function OutcomeButtons({ appointment, name }: { appointment: Appointment; name: string }) {
  const t = useText();
  const { record } = useOutcome();
  return (
    <>
      <Button
        icon={<Check {...iconSize.small} />}
        aria-label={t('appointments.outcome.heldOf', { name })}
        onPress={() => void record(appointment, name, 'held')}
      >
        {t('appointments.action.held')}
      </Button>
      <Button
        icon={<UserX {...iconSize.small} />}
        aria-label={t('appointments.outcome.noShowOf', { name })}
        onPress={() => void record(appointment, name, 'no_show')}
      >
        {t('appointments.action.noShow')}
      </Button>
    </>
  );
}
