import { useState } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import { useNowMs } from '../../ui/use-now';
import type { CalendarEntry } from '../appointments/calendar/calendar-entries';
import { OutcomeButtons } from '../appointments/outcome-buttons';
import styles from './outcomes-missing.module.css';

const SHOWN = 3;

/** Appointments that are over without anyone having said how they went: one tap each. */
export function OutcomesMissing({ entries, showsAgent }: { entries: readonly CalendarEntry[]; showsAgent: boolean }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const [isAll, setAll] = useState(false);
  const rest = isAll ? 0 : Math.max(0, entries.length - SHOWN);
  return (
    <Panel isFlush title={t('today.outcomes.title', { count: entries.length })}>
      <ul className={styles.list}>
        {(isAll ? entries : entries.slice(0, SHOWN)).map(({ appointment, customer, agent }) => (
          <li key={appointment.id} className={styles.item}>
            <TwoLines
              className={styles.words}
              name={customer}
              about={
                <>
                  {formats.relativeDays(appointment.startsAt, nowMs)} {formats.time(appointment.startsAt)}
                  {showsAgent && agent !== '' && ` · ${agent}`}
                </>
              }
            />
            <span className={styles.buttons}>
              <OutcomeButtons appointment={appointment} name={customer} />
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="quiet" isWide className={styles.more} onPress={() => setAll(true)}>
          {t('today.outcomes.more', { count: rest })}
        </Button>
      )}
    </Panel>
  );
}
