import { Phone, UserRound } from 'lucide-react';
import { useCallback, useState } from 'react';
import { api } from '../../api/client';
import { useRecalledCall } from '../../api/use-recalled-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import { useFateWords } from '../appointments/reminders/reminder-words';
import styles from './outcomes-missing.module.css';

const SHOWN = 5;
const AGAIN_MS = 60_000;

/** Who is to come soon and heard nothing, whatever was tried: one tap to call each. Only the office knows. */
export function Unreached() {
  const t = useText();
  const formats = useFormats();
  const { why } = useFateWords();
  const [isAll, setAll] = useState(false);
  const { data, reload } = useRecalledCall(
    'unreached',
    useCallback(() => api.reminders.unreached.query(), []),
  );
  useReloadEvery(reload, AGAIN_MS);
  if (data === undefined || data.length === 0) return null;
  const rest = isAll ? 0 : Math.max(0, data.length - SHOWN);
  return (
    <Panel isFlush title={t('today.unreached.title', { count: data.length })}>
      <ul className={styles.list}>
        {(isAll ? data : data.slice(0, SHOWN)).map(({ customerId, customerName, phone, startsAt, rootId, tried }) => (
          <li key={`${rootId} ${startsAt} ${customerId}`} className={styles.item}>
            <TwoLines
              className={styles.words}
              name={customerName}
              about={[formats.weekdayTime(startsAt), ...tried.map(why)].join(' · ')}
            />
            <span className={styles.buttons}>
              {phone === '' ? (
                <LinkButton
                  href={`/customers/${customerId}`}
                  icon={<UserRound {...iconSize.small} />}
                  aria-label={t('today.unreached.openOf', { name: customerName })}
                >
                  {t('today.unreached.open')}
                </LinkButton>
              ) : (
                <LinkButton
                  href={callLink(phone)}
                  icon={<Phone {...iconSize.small} />}
                  aria-label={t('today.unreached.call', { name: customerName })}
                >
                  {t('appointments.action.call')}
                </LinkButton>
              )}
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
