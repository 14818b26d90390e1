import { useCallback } from 'react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { editDocument } from '../../database/write';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';
import { Switch } from '../../ui/switch';
import { showToast } from '../../ui/toast';
import { FateList } from '../appointments/reminders/fate-list';
import { isUnreached, useFateWords, type Fate } from '../appointments/reminders/reminder-words';
import styles from './messages-tab.module.css';

const AGAIN_MS = 10_000;

/** It did not leave, and nobody was to be reached: the appointment moved, or it was too late for it. */
const isUneventful = ({ state, reason }: Fate) =>
  state === 'withdrawn' || (state === 'skipped' && !isUnreached(reason));

/** What the office told the customer about appointments by itself, as it knows it now, and the way to stop it. */
export function RemindersHeard({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const db = useDatabase();
  const formats = useFormats();
  const words = useFateWords();
  const customerId = customer.id;
  const { data, reload } = useCall(useCallback(() => api.reminders.ofCustomer.query({ customerId }), [customerId]));
  useReloadEvery(reload, AGAIN_MS);
  const pause = (remindersPaused: boolean) =>
    void editDocument(db, 'customers', customerId, { remindersPaused }).catch(() =>
      showToast({ text: t('messages.notStored'), tone: 'attention' }),
    );
  return (
    <Panel title={t('reminders.thread')}>
      <Switch isSelected={customer.remindersPaused === true} onChange={pause}>
        {t('reminders.pause')}
      </Switch>
      <p className={styles.replies}>
        {t(customer.remindersPaused === true ? 'reminders.paused' : 'reminders.pauseDetail')}
      </p>
      <FateList
        fates={data ?? []}
        isFolded={isUneventful}
        what={(fate) => t('reminders.forAppointment', { when: formats.weekdayTime(fate.startsAt) })}
        became={(fate) => `${words.what(fate)} · ${words.became(fate)}`}
      />
    </Panel>
  );
}
