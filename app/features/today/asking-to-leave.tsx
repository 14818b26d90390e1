import { Send } from 'lucide-react';
import { useCallback, useState } from 'react';
import { api } from '../../api/client';
import { useRecalledCall } from '../../api/use-recalled-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { showToast } from '../../ui/toast';
import { TwoLines } from '../../ui/two-lines';
import { useNowMs } from '../../ui/use-now';
import { cancelMessage, releaseMessage } from '../messages/write-message';
import styles from './outcomes-missing.module.css';

const SHOWN = 4;
const AGAIN_MS = 60_000;

/** What this person wrote that waited so long that it asks before it leaves. Only the office knows. */
export default function AskingToLeave() {
  const t = useText();
  const db = useDatabase();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { data, reload } = useRecalledCall(
    'asking',
    useCallback(() => api.messages.asking.query(), []),
  );
  useReloadEvery(reload, AGAIN_MS);
  // The office hears of it with the next exchange: until then it would ask for the same once more.
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const store = (id: string, write: Promise<void>, said: 'messages.released' | 'messages.cancelled') =>
    void write.then(
      () => {
        setDecided((before) => new Set(before).add(id));
        showToast({ text: t(said) });
      },
      () => showToast({ text: t('messages.notStored'), tone: 'attention' }),
    );
  const rows = data?.rows.filter(({ id }) => !decided.has(id)) ?? [];
  if (data === undefined || rows.length === 0) return null;
  return (
    <Panel isFlush title={t('today.asking.title', { count: data.count - (data.rows.length - rows.length) })}>
      <ul className={styles.list}>
        {rows.slice(0, SHOWN).map(({ id, customerId, customerName, about, createdAt }) => (
          <li key={id} className={styles.item}>
            <TwoLines
              className={styles.words}
              name={customerName}
              about={`${about} · ${formats.relativeTime(createdAt, nowMs)}`}
            />
            <span className={styles.buttons}>
              <Button
                icon={<Send {...iconSize.small} />}
                aria-label={t('messages.releaseOf', { subject: about })}
                onPress={() => store(id, releaseMessage(db, id), 'messages.released')}
              >
                {t('messages.release')}
              </Button>
              <Button
                aria-label={t('messages.cancelOf', { subject: about })}
                onPress={() => store(id, cancelMessage(db, id), 'messages.cancelled')}
              >
                {t('messages.cancel')}
              </Button>
              <LinkButton
                href={`/customers/${customerId}?tab=messages`}
                aria-label={t('today.unreached.openOf', { name: customerName })}
              >
                {t('today.unreached.open')}
              </LinkButton>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
