import { ArrowRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { Button } from './button';
import { iconSize } from './icon-size';
import styles from './stepper.module.css';

export type Step = { readonly id: string; readonly label: string; readonly content: ReactNode };

/**
 * What is done one step after the other, the current one below the row of all; any of them may be gone to. Only the
 * current step's content exists. `onGo` may take its time, or decline.
 */
export function Stepper({
  label,
  steps,
  current,
  onGo,
}: {
  label: string;
  steps: readonly Step[];
  current: string;
  onGo: (id: string) => void;
}) {
  const t = useText();
  const at = steps.findIndex(({ id }) => id === current);
  const next = steps[at + 1];
  const standing = useRef<HTMLLIElement>(null);
  const isGoingOn = useRef(false);
  // Whoever pressed the button at the end of a step begins the next one at its beginning.
  useEffect(() => {
    if (!isGoingOn.current) return;
    isGoingOn.current = false;
    standing.current?.querySelector('button')?.focus();
  }, [current]);
  return (
    <div className={styles.stepper}>
      <nav aria-label={label}>
        <ol className={styles.row}>
          {steps.map((step, index) => (
            <li key={step.id} ref={step.id === current ? standing : undefined} className={styles.place}>
              <AriaButton
                className={styles.step!}
                aria-current={step.id === current ? 'step' : undefined}
                onPress={() => {
                  isGoingOn.current = false;
                  onGo(step.id);
                }}
              >
                <span className={styles.number} aria-hidden="true">
                  {index + 1}
                </span>
                {step.label}
              </AriaButton>
            </li>
          ))}
        </ol>
      </nav>
      {/* No landmark: panels in it are some, and may have its name. */}
      <div role="group" aria-label={steps[at]?.label} className={styles.content}>
        {steps[at]?.content}
        {next !== undefined && (
          <div>
            <Button
              variant="primary"
              icon={<ArrowRight {...iconSize.small} />}
              onPress={() => {
                isGoingOn.current = true;
                onGo(next.id);
              }}
            >
              {t('ui.step.next', { step: next.label })}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
