import { ArrowRightLeft } from 'lucide-react';
import type { Handover } from '../../../sync/collections/conversation';
import { handoverKind } from '../../../sync/rules/handover';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { useMembers } from '../members/use-members';
import styles from './handover-entry.module.css';

/** Who gave the conversation to whom, and what they had to know. The customer never sees it. */
export function HandoverEntry({ conversationId, handover }: { conversationId: string; handover: Handover }) {
  const { by, to, note, at } = handover;
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const nameOf = (id: string) => byId.get(id)?.fullName ?? t('customers.owner.unknown');
  const receiver = to === me.memberId ? t('chat.you') : nameOf(to);
  const kind = handoverKind(conversationId, handover);
  return (
    <div className={styles.entry} role="note" aria-label={t('chat.handover.entry')}>
      <p className={styles.what}>
        <ArrowRightLeft {...iconSize.small} />
        <span>
          {kind === 'standIn'
            ? t('chat.handover.gaveStandIn', { away: nameOf(by), to: receiver })
            : kind === 'return'
              ? t('chat.handover.cameBack', { to: receiver })
              : by === to
                ? t('chat.handover.took', { name: nameOf(by) })
                : t('chat.handover.gave', { by: nameOf(by), to: receiver })}
        </span>
        <time dateTime={at} title={formats.dateTime(at)}>
          {formats.time(at)}
        </time>
      </p>
      {note !== '' && <p className={styles.note}>{note}</p>}
      <p className={styles.within}>{t('chat.handover.within')}</p>
    </div>
  );
}
