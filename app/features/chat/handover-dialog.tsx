import { useState } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import type { Handover } from '../../../sync/collections/conversation';
import { maySeeCustomer } from '../../../sync/rules/customer-scope';
import { latestHandover } from '../../../sync/rules/handover';
import { absenceAt } from '../../../sync/rules/work-time';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ComboBox } from '../../ui/combo-box';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { useOnce } from '../../ui/use-once';
import { useIsGuest } from '../customers/card/use-is-guest';
import { useNowMs } from '../../ui/use-now';
import { useMembers } from '../members/use-members';
import { useSettings } from '../settings/settings-context';
import styles from './send-later.module.css';
import { handOver, MAX_HANDOVER_NOTE } from './handover';

/** To whom, and what they must know. Who is away says who stands in for them. */
export function HandoverDialog({
  conversationId,
  customer,
  handovers,
  responsibleId,
  onClose,
}: {
  conversationId: string;
  customer: StoredCustomer;
  handovers: readonly Handover[];
  responsibleId: string;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const settings = useSettings();
  const nowMs = useNowMs();
  const isGuest = useIsGuest(customer);
  const { all, byId } = useMembers();
  const [toId, setToId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  // Whoever has the customer as a guest cannot let others see them.
  const offered = all.filter(
    (member) =>
      member.isActive &&
      member.id !== db.me.memberId &&
      member.id !== responsibleId &&
      (!isGuest || maySeeCustomer(member, customer)),
  );
  const to = toId === null ? undefined : byId.get(toId);
  const away = to === undefined ? null : absenceAt(settings, to.id, nowMs);
  const standIn = away === null ? undefined : offered.find(({ id }) => id === away.standInId);
  const { isPending, once } = useOnce();
  const give = async (to: MemberFields) => {
    try {
      await handOver(db, conversationId, customer, to, note);
      showToast({ text: t('chat.handover.given', { name: to.fullName }) });
      onClose();
      return true;
    } catch {
      showToast({ text: t('messages.notStored'), tone: 'attention' });
      return false;
    }
  };
  const last = latestHandover(handovers);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('chat.handover.title')}
      size="small"
      isDismissable={false}
      footer={
        <Button
          variant="primary"
          isPending={isPending}
          onPress={() => {
            setTried(true);
            once(() => (to === undefined ? null : give(to)));
          }}
        >
          {t('chat.handover.give')}
        </Button>
      }
    >
      <div className={styles.choices}>
        <ComboBox
          label={t('chat.handover.to')}
          value={toId}
          onChange={setToId}
          options={offered.map(({ id, fullName, teamName }) => ({
            id,
            label: fullName,
            detail: absenceAt(settings, id, nowMs) === null ? teamName : t('chat.handover.away'),
          }))}
          error={isTried && to === undefined ? t('chat.handover.toMissing') : undefined}
          isRequired
        />
        {away !== null && to !== undefined && (
          <p role="status" className={styles.past}>
            {t('chat.handover.isAway', { name: to.fullName })}
          </p>
        )}
        {standIn !== undefined && (
          <Button onPress={() => setToId(standIn.id)}>{t('chat.handover.standIn', { name: standIn.fullName })}</Button>
        )}
        {to !== undefined && !maySeeCustomer(to, customer) && (
          <p role="status">{t('chat.handover.shares', { name: to.fullName })}</p>
        )}
        <TextArea
          label={t('chat.handover.note')}
          description={t('chat.handover.noteDetail')}
          value={note}
          onChange={setNote}
          maxLength={MAX_HANDOVER_NOTE}
        />
        {last !== null && last.note !== '' && <p>{t('chat.handover.lastNote', { note: last.note })}</p>}
      </div>
    </Dialog>
  );
}
