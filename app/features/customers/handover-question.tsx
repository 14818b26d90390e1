import { useRef } from 'react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useMembers } from '../members/use-members';

/** Whether customers who are given to a member leave the sight of whoever gives them: a manager sees one team. */
export function useLeavesSight(): (memberId: string) => boolean {
  const { me } = useDatabase();
  const { byId } = useMembers();
  const isOfTeam = (memberId: string) => me.teamId !== '' && byId.get(memberId)?.teamId === me.teamId;
  return (memberId) => me.role === 'manager' && memberId !== me.memberId && !isOfTeam(memberId);
}

/** Asked before customers leave one's sight, which one cannot take back. `to`: null while nothing is asked. */
export function HandoverQuestion({
  to,
  count,
  onConfirm,
  onClose,
}: {
  to: string | null;
  count: number;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useText();
  const { byId } = useMembers();
  // Its words stay while it closes.
  const asked = useRef(to);
  if (to !== null) asked.current = to;
  return (
    <ConfirmDialog
      isOpen={to !== null}
      onOpenChange={onClose}
      tone="danger"
      title={t('customers.handover.title', { count })}
      message={t('customers.handover.text', { name: byId.get(asked.current ?? '')?.fullName ?? '' })}
      confirmLabel={t('customers.select.owner')}
      onConfirm={() => {
        onClose();
        onConfirm();
      }}
    />
  );
}
