import { ExternalLink, Phone } from 'lucide-react';
import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { LinkButton } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import { AnswerButtons } from '../appointments/answers/answer-buttons';
import { answerTo, useCustomerAnswers } from '../appointments/answers/customer-answers';
import { useHeardAnswers } from '../appointments/answers/heard-answers';
import { appointmentHref } from '../appointments/use-appointments';
import { useCustomers } from '../appointments/use-customers';
import styles from './outcomes-missing.module.css';

const HOUR_MS = 3_600_000;

/** Customers who want another time or cannot come, however far ahead, until somebody has done something about it. */
export function CustomerAnswers({ agentId, nowMs }: { agentId: string | null; nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { isHeard } = useHeardAnswers(me.memberId);
  // By whole hours: whoever comes back within one has the answer of before.
  const [fromAt] = useState(() => new Date(Math.floor(nowMs / HOUR_MS) * HOUR_MS).toISOString());
  const now = new Date(nowMs).toISOString();
  const waiting = (useCustomerAnswers(fromAt) ?? []).filter(
    (one) => one.startsAt > now && (agentId === null || one.agentId === agentId) && !isHeard(one),
  );
  const { nameOf, byId } = useCustomers(waiting.map(({ customerId }) => customerId));
  if (waiting.length === 0) return null;
  return (
    <Panel isFlush title={t('today.answers.title', { count: waiting.length })}>
      <ul className={styles.list}>
        {waiting.map((appointment) => {
          const { id, startsAt, customerId, answerNote = '', proposedAt = '' } = appointment;
          const name = nameOf(customerId);
          const answer = answerTo(appointment);
          const words = t(answer === 'declined' ? 'today.answers.declined' : 'today.answers.asked');
          // Who named no time is asked for one.
          const { phone = '', altPhone = '' } = byId.get(customerId) ?? {};
          const number = answer === 'asked' && proposedAt === '' ? phone || altPhone : '';
          return (
            <li key={id} className={styles.item}>
              <TwoLines
                className={styles.words}
                name={name}
                about={`${formats.weekdayTime(startsAt)} · ${answerNote === '' ? words : `${words}: ${answerNote}`}`}
              />
              <span className={styles.buttons}>
                {number !== '' && (
                  <LinkButton
                    href={callLink(number)}
                    icon={<Phone {...iconSize.small} />}
                    aria-label={t('today.unreached.call', { name })}
                  >
                    {t('appointments.action.call')}
                  </LinkButton>
                )}
                <AnswerButtons appointment={appointment} name={name} />
                <LinkButton
                  href={appointmentHref(appointment)}
                  icon={<ExternalLink {...iconSize.small} />}
                  aria-label={t('today.answers.openOf', { name })}
                >
                  {t('today.answers.open')}
                </LinkButton>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
