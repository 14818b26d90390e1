import { CalendarClock, Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { FollowUpChoice } from './follow-up-choice';
import type { NextStep } from './next-step';
import styles from './next-step-row.module.css';
import { useStep } from './use-step';

export type NextStepRowProps = {
  readonly customerId: string;
  readonly name: string;
  readonly step: NextStep;
  /** What is done is said by something else than one button; that button, for where it is needed all the same. */
  readonly answers?: ((done: ReactNode) => ReactNode) | undefined;
  readonly children: ReactNode;
};

/** A customer's next step with the two things to do about it: it is done, or it comes another day. */
export function NextStepRow({ customerId, name, step, answers = (done) => done, children }: NextStepRowProps) {
  const t = useText();
  const formats = useFormats();
  const { close, move } = useStep(customerId, name, step);
  // What is moved is the step that was there when the question was asked, not one that comes behind the dialog.
  const [moving, setMoving] = useState<NextStep | null>(null);
  return (
    <div className={styles.row}>
      {children}
      <span className={styles.buttons}>
        <IconButton
          label={t('interactions.nextStep.changeOf', { name })}
          icon={<CalendarClock {...iconSize.row} />}
          onPress={() => setMoving(step)}
        />
        {answers(
          <Button
            icon={<Check {...iconSize.small} />}
            aria-label={t('interactions.nextStep.doneOf', { name })}
            onPress={close}
          >
            {t('interactions.nextStep.done')}
          </Button>,
        )}
      </span>
      <Dialog
        isOpen={moving !== null}
        onOpenChange={() => setMoving(null)}
        size="small"
        title={t('interactions.nextStep.change')}
      >
        <FollowUpChoice
          isSaving={false}
          withoutDay={false}
          onChoose={(followUp) => {
            setMoving(null);
            if (followUp !== null && moving !== null)
              move(
                followUp,
                [formats.plainWeekday(followUp.nextStepDueOn), formats.clock(followUp.nextStepDueTime)]
                  .filter((part) => part !== '')
                  .join(' '),
                moving,
              );
          }}
        />
      </Dialog>
    </div>
  );
}
