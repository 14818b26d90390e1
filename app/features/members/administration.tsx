import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast';
import { AccountClosed, CloseQuestion } from './closing-account';
import { DevicesDialog } from './devices-dialog';
import { MemberDialog } from './member-dialog';
import { TeamDialog } from './team-dialog';
import { PasswordShown } from './password-shown';

export type MemberTask = Extract<Task, { member: MemberFields }>['kind'];
/** What an admin is about to do. */
export type Task =
  | { kind: 'add' }
  | { kind: 'renameTeam'; team: { id: string; name: string } }
  | { kind: 'edit' | 'reset' | 'close' | 'reopen' | 'devices'; member: MemberFields };
type Given = { fullName: string; password: string };

/**
 * The dialogs of administering people. Everything here happens at the office and comes back with the next
 * synchronisation.
 */
export function Administration({ task, onTask }: { task: Task | null; onTask: (task: Task | null) => void }) {
  const t = useText();
  const navigate = useNavigate();
  const [given, setGiven] = useState<Given | null>(null);
  const { isPending, act } = useAct();
  const close = () => onTask(null);

  /** Whose account was closed, with customers who are nobody’s now. */
  const [left, setLeft] = useState<{ member: MemberFields; customers: number } | null>(null);
  const isQuestion = task?.kind === 'reset' || task?.kind === 'reopen';

  const confirm = async () => {
    if (!isQuestion) return;
    const { id: memberId, fullName } = task.member;
    await act(async () => {
      if (task.kind === 'reset') {
        const { password } = await api.members.resetPassword.mutate({ memberId });
        setGiven({ fullName, password });
        return null;
      }
      await api.members.setActive.mutate({ memberId, isActive: true });
      return t('members.reopened.done');
    });
    close();
  };
  const closeAccount = async (member: MemberFields, customers: number) => {
    await act(async () => {
      await api.members.setActive.mutate({ memberId: member.id, isActive: false });
      if (customers > 0) {
        setLeft({ member, customers });
        return null;
      }
      showToast({
        text: t('members.closed.done'),
        action: { label: t('members.closed.handOver'), onPress: () => navigate('/handover') },
      });
      return null;
    });
    close();
  };

  return (
    <>
      {task?.kind === 'add' && <MemberDialog onClose={close} onCreated={setGiven} />}
      {task?.kind === 'edit' && <MemberDialog member={task.member} onClose={close} onCreated={setGiven} />}
      {task?.kind === 'renameTeam' && <TeamDialog team={task.team} onClose={close} />}
      {task?.kind === 'devices' && <DevicesDialog member={task.member} onClose={close} />}
      {isQuestion && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          isPending={isPending}
          onConfirm={() => void confirm()}
          title={t(`members.${task.kind}.title`)}
          message={t(`members.${task.kind}.text`, { name: task.member.fullName })}
          confirmLabel={t(`members.${task.kind}.confirm`)}
        />
      )}
      {task?.kind === 'close' && (
        <CloseQuestion
          member={task.member}
          isPending={isPending}
          onConfirm={(customers) => void closeAccount(task.member, customers)}
          onClose={close}
        />
      )}
      {left !== null && <AccountClosed {...left} onClose={() => setLeft(null)} />}
      {given !== null && <PasswordShown {...given} onClose={() => setGiven(null)} />}
    </>
  );
}
