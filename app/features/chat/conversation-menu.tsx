import { ArrowRightLeft, Ban, CircleCheck, EllipsisVertical, Hand, RotateCcw, Search, Tags, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Handover } from '../../../sync/collections/conversation';
import { latestHandover } from '../../../sync/rules/handover';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import type { MenuAction } from '../../ui/menu-overlay';
import { useMembers } from '../members/use-members';
import { isClosedBy, type ChatConversation } from './chat-model';
import { handOver } from './handover';
import { useStored } from './use-stored';

const HandoverDialog = lazy(() => import('./handover-dialog').then((m) => ({ default: m.HandoverDialog })));
const LabelsDialog = lazy(() => import('./labels-dialog').then((m) => ({ default: m.LabelsDialog })));
const CloseDialog = lazy(() => import('./close-dialog').then((m) => ({ default: m.CloseDialog })));

/** Whose the conversation is, how it is marked, whether it is dealt with, and whether one wants to hear from them. */
export function ConversationMenu({
  customer,
  conversation,
  handovers,
  heardAt,
  responsibleId,
  onSearch,
}: {
  customer: StoredCustomer;
  conversation: ChatConversation;
  handovers: readonly Handover[];
  heardAt: string;
  responsibleId: string;
  onSearch: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const stored = useStored();
  const { byId } = useMembers();
  const [open, setOpen] = useState<'handover' | 'labels' | 'close' | 'block' | null>(null);
  const { id, closedUpTo, blockedAt } = conversation;
  const me = byId.get(db.me.memberId);
  const isMine = responsibleId === db.me.memberId;
  const wasMine = latestHandover(handovers)?.by === db.me.memberId;
  const isBlocked = blockedAt !== '';
  const close = () => setOpen(null);
  const actions: MenuAction[] = [
    { id: 'find', label: t('chat.find'), icon: <Search {...iconSize.row} />, onAction: onSearch },
    {
      id: 'handover',
      label: t('chat.handover.title'),
      icon: <ArrowRightLeft {...iconSize.row} />,
      onAction: () => setOpen('handover'),
    },
    ...(isMine || me === undefined
      ? []
      : [
          {
            id: 'take',
            label: t(wasMine ? 'chat.handover.takeBack' : 'chat.handover.take'),
            icon: wasMine ? <Undo2 {...iconSize.row} /> : <Hand {...iconSize.row} />,
            onAction: () => stored(handOver(db, id, customer, me, ''), 'chat.handover.taken'),
          },
        ]),
    { id: 'labels', label: t('chat.labels'), icon: <Tags {...iconSize.row} />, onAction: () => setOpen('labels') },
    isClosedBy(closedUpTo, heardAt)
      ? {
          id: 'reopen',
          label: t('chat.reopen'),
          icon: <RotateCcw {...iconSize.row} />,
          onAction: () => stored(editDocument(db, 'conversations', id, { closedUpTo: '' }), 'chat.reopened'),
        }
      : {
          id: 'close',
          label: t('chat.close'),
          icon: <CircleCheck {...iconSize.row} />,
          onAction: () => setOpen('close'),
        },
    isBlocked
      ? {
          id: 'unblock',
          label: t('chat.unblock'),
          icon: <Ban {...iconSize.row} />,
          onAction: () => stored(editDocument(db, 'conversations', id, { blockedAt: '' }), 'chat.unblocked'),
        }
      : {
          id: 'block',
          label: t('chat.block'),
          icon: <Ban {...iconSize.row} />,
          tone: 'danger',
          onAction: () => setOpen('block'),
        },
  ];
  return (
    <>
      <Menu
        label={t('chat.menu')}
        trigger={<IconButton label={t('chat.menu')} icon={<EllipsisVertical {...iconSize.row} />} />}
        actions={actions}
      />
      <Suspense fallback={null}>
        {open === 'handover' && (
          <HandoverDialog
            conversationId={id}
            customer={customer}
            handovers={handovers}
            responsibleId={responsibleId}
            onClose={close}
          />
        )}
        {open === 'labels' && <LabelsDialog conversation={conversation} onClose={close} />}
        {open === 'close' && (
          <CloseDialog conversation={conversation} customer={customer} heardAt={heardAt} onClose={close} />
        )}
      </Suspense>
      <ConfirmDialog
        isOpen={open === 'block'}
        onOpenChange={close}
        tone="danger"
        title={t('chat.blockTitle')}
        message={t('chat.blockText')}
        confirmLabel={t('chat.block')}
        onConfirm={() => {
          close();
          const blockedAt = new Date(db.clock.nowMs()).toISOString();
          stored(editDocument(db, 'conversations', id, { blockedAt }), 'chat.blocked');
        }}
      />
    </>
  );
}
