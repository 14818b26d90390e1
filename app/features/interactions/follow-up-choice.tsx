import { CalendarClock, CalendarDays, CalendarPlus, Clock } from 'lucide-react';
import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DatePicker } from '../../ui/date-picker';
import { iconSize } from '../../ui/icon-size';
import { TimePicker } from '../../ui/time-picker';
import { addDays, wallClockOf } from '../../ui/wall-clock';
import { suggestedSteps, type NextStep } from './next-step';
import styles from './quick-log.module.css';

export type FollowUp = Pick<NextStep, 'nextStepDueOn' | 'nextStepDueTime'>;

const ICONS = { later: Clock, tomorrow: CalendarClock, week: CalendarDays } as const;

/** When to call again: the usual answers one tap away, any other picked. Null: some time, nobody said when. */
export function FollowUpChoice({
  isSaving,
  withoutDay,
  onChoose,
}: {
  isSaving: boolean;
  /** Offers to leave the day open. */
  withoutDay: boolean;
  onChoose: (step: FollowUp | null) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const now = wallClockOf(new Date(db.clock.nowMs()).toISOString(), formats.zone);
  const [picked, setPicked] = useState<FollowUp | null>(null);
  if (picked !== null) {
    return (
      <div className={styles.log}>
        <div className={styles.when}>
          <DatePicker
            label={t('interactions.log.dayOn')}
            value={picked.nextStepDueOn}
            min={now.date}
            onChange={(nextStepDueOn) => setPicked({ ...picked, nextStepDueOn })}
          />
          <TimePicker
            label={t('interactions.log.clock')}
            value={picked.nextStepDueTime}
            placeholder={t('interactions.followUp.anyTime')}
            onChange={(nextStepDueTime) => setPicked({ ...picked, nextStepDueTime })}
          />
        </div>
        <Button variant="primary" isPending={isSaving} onPress={() => onChoose(picked)}>
          {t('interactions.followUp.save')}
        </Button>
      </div>
    );
  }
  return (
    <div role="group" aria-label={t('interactions.followUp.question')} className={styles.group}>
      <p className={styles.question} aria-hidden="true">
        {t('interactions.followUp.question')}
      </p>
      <div className={styles.outcomes}>
        {suggestedSteps(now.date, now.time, addDays).map(({ id, ...step }, at) => {
          const Icon = ICONS[id];
          return (
            <Button
              key={id}
              autoFocus={at === 0}
              className={styles.outcome}
              isDisabled={isSaving}
              icon={<Icon {...iconSize.row} />}
              onPress={() => onChoose(step)}
            >
              {t(`interactions.followUp.${id}`, {
                when:
                  step.nextStepDueTime === ''
                    ? formats.plainWeekday(step.nextStepDueOn)
                    : formats.clock(step.nextStepDueTime),
              })}
            </Button>
          );
        })}
        <Button
          className={styles.outcome}
          isDisabled={isSaving}
          icon={<CalendarPlus {...iconSize.row} />}
          onPress={() => setPicked({ nextStepDueOn: addDays(now.date, 1), nextStepDueTime: '' })}
        >
          {t('interactions.followUp.pick')}
        </Button>
      </div>
      {withoutDay && (
        <Button variant="quiet" isDisabled={isSaving} onPress={() => onChoose(null)}>
          {t('interactions.followUp.none')}
        </Button>
      )}
    </div>
  );
}
