import { Check, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { useFormats } from '../../i18n/formats';
import { proposalOf } from '../../../sync/rules/approval';
import { Button, LinkButton } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import { useOfStatus, useRequests } from '../appointments/approval/use-requests';
import { useVerdict } from '../appointments/approval/use-verdict';
import { appointmentHref } from '../appointments/use-appointments';
import { useCustomers } from '../appointments/use-customers';
import styles from './outcomes-missing.module.css';

const SHOWN = 4;

/** What a manager answered that still wants something of this person: another time, or a no. */
export function Answers({ agentId, nowMs }: { agentId: string; nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const { take, ask } = useVerdict();
  const [isAll, setAll] = useState(false);
  const now = new Date(nowMs).toISOString();
  const requests = useRequests() ?? [];
  const declined = useOfStatus('declined') ?? [];
  const open = [...requests.filter((one) => proposalOf(one) !== null), ...declined].filter(
    (one) => one.agentId === agentId && ((one.recurrence ?? '') !== '' || one.endsAt > now),
  );
  const { nameOf } = useCustomers(open.map(({ customerId }) => customerId));
  if (open.length === 0) return null;
  const rest = isAll ? 0 : Math.max(0, open.length - SHOWN);
  return (
    <Panel isFlush title={t('today.verdicts.title', { count: open.length })}>
      <ul className={styles.list}>
        {(isAll ? open : open.slice(0, SHOWN)).map((one) => {
          const name = nameOf(one.customerId);
          const proposal = proposalOf(one);
          const { decisionNote = '' } = one;
          const words =
            proposal === null
              ? t('today.verdicts.declined', { when: formats.weekdayTime(one.startsAt) })
              : t('today.verdicts.proposed', { when: formats.weekdayTime(proposal.startsAt, proposal.endsAt) });
          return (
            <li key={one.id} className={styles.item}>
              <TwoLines
                className={styles.words}
                name={name}
                about={decisionNote === '' ? words : `${words} · ${decisionNote}`}
              />
              <span className={styles.buttons}>
                {proposal !== null && (
                  <Button icon={<Check {...iconSize.small} />} onPress={() => void take(one, name)}>
                    {t('appointments.approval.take')}
                  </Button>
                )}
                {proposal === null && (
                  <Button icon={<RotateCcw {...iconSize.small} />} onPress={() => void ask(one, name)}>
                    {t('appointments.approval.askAgain')}
                  </Button>
                )}
                <LinkButton href={appointmentHref(one)}>{t('appointments.action.open')}</LinkButton>
              </span>
            </li>
          );
        })}
      </ul>
      {rest > 0 && (
        <Button variant="quiet" isWide className={styles.more} onPress={() => setAll(true)}>
          {t('today.outcomes.more', { count: rest })}
        </Button>
      )}
    </Panel>
  );
}
