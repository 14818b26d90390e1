import { useNavigate } from '@remix-run/react';
import {
  Ban,
  Copy,
  EllipsisVertical,
  MessageSquareText,
  PencilLine,
  Reply,
  RotateCcw,
  SendHorizontal,
  SmilePlus,
} from 'lucide-react';
import { asksToLeave, canCancelMessage } from '../../../sync/rules/message';
import { useDatabase } from '../../database/database-context';
import { retryRefused } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import type { MenuAction } from '../../ui/menu-overlay';
import { showToast } from '../../ui/toast';
import { threadHref } from '../customers/thread-href';
import { cancelMessage, releaseMessage } from '../messages/write-message';
import styles from './bubble-actions.module.css';
import { carryToSms } from './carry-to-sms';
import { messageWords } from './message-words';
import type { StoredMessage } from './read-thread';
import { tickOf } from './tick';

/** Why a WhatsApp line keeps what a telephone would take. */
const LINE_HOLDS: ReadonlySet<string> = new Set(['new_chats_capped', 'line_restricted', 'line_down']);

/** What one can do about a message. */
export function BubbleActions({
  message,
  onQuote,
  onReact,
  onRewrite,
}: {
  message: StoredMessage;
  onQuote: (message: StoredMessage) => void;
  onReact: () => void;
  /** It was called off or never left, and is written anew. */
  onRewrite: (message: StoredMessage) => void;
}) {
  const t = useText();
  const db = useDatabase();
  const navigate = useNavigate();
  const store = (work: Promise<void>, done: string) =>
    void work.then(
      () => showToast({ text: t(done) }),
      () => showToast({ text: t('messages.notStored'), tone: 'attention' }),
    );
  const {
    id,
    body,
    channel,
    customerId,
    direction,
    outbox,
    state = '',
    reason = '',
    revokedAt = '',
    fileId = '',
    sendAt = '',
  } = message;
  const isOwn = direction === 'out';
  const bySms = (carry: () => Promise<void>): MenuAction => ({
    id: 'bySms',
    label: t('chat.bySms'),
    detail: t('chat.bySmsDetail'),
    icon: <MessageSquareText {...iconSize.row} />,
    onAction: () =>
      void carry().then(
        () => navigate(threadHref('sms', customerId)),
        () => showToast({ text: t('messages.notStored'), tone: 'attention' }),
      ),
  });
  const actions: MenuAction[] = [];
  if (channel === 'whatsapp' && revokedAt === '')
    actions.push({
      id: 'quote',
      label: t('chat.quote'),
      icon: <Reply {...iconSize.row} />,
      onAction: () => onQuote(message),
    });
  // The office has it, and so has WhatsApp.
  if (channel === 'whatsapp' && revokedAt === '' && (!isOwn || ['sent', 'delivered', 'read'].includes(state)))
    actions.push({
      id: 'react',
      label: t('chat.react'),
      icon: <SmilePlus {...iconSize.row} />,
      onAction: onReact,
    });
  if (body !== '' && revokedAt === '')
    actions.push({
      id: 'copy',
      label: t('chat.copy'),
      icon: <Copy {...iconSize.row} />,
      onAction: () =>
        void navigator.clipboard.writeText(body).then(
          () => showToast({ text: t('chat.copied') }),
          () => showToast({ text: t('chat.notCopied'), tone: 'attention' }),
        ),
    });
  if (outbox.startsWith('r'))
    actions.push({
      id: 'retry',
      label: t('chat.retry'),
      icon: <RotateCcw {...iconSize.row} />,
      onAction: () => store(retryRefused(db, 'messages', id), 'chat.retried'),
    });
  if (isOwn && asksToLeave(message))
    actions.push({
      id: 'release',
      label: t('messages.release'),
      icon: <SendHorizontal {...iconSize.row} />,
      onAction: () => store(releaseMessage(db, id), 'messages.released'),
    });
  // Nothing sends it again by itself: whoever wrote it decides, over this channel or another. What has a file is picked
  // anew.
  if (isOwn && tickOf(message) === 'failed' && !outbox.startsWith('r') && body !== '' && fileId === '') {
    actions.push({
      id: 'again',
      label: t('chat.writeAgain'),
      detail: t('chat.writeAgainDetail'),
      icon: <PencilLine {...iconSize.row} />,
      onAction: () => onRewrite(message),
    });
    if (channel === 'whatsapp') actions.push(bySms(() => carryToSms(db, customerId, body)));
  }
  // It may wait for a day, and longer than the customer can.
  if (isOwn && canCancelMessage(message) && LINE_HOLDS.has(reason) && body !== '' && fileId === '')
    actions.push(bySms(() => carryToSms(db, customerId, body).then(() => cancelMessage(db, id))));
  // What has a file is picked anew.
  if (isOwn && canCancelMessage(message) && sendAt !== '' && fileId === '')
    actions.push({
      id: 'rewrite',
      label: t('chat.laterChange'),
      detail: t('chat.laterChangeDetail'),
      icon: <PencilLine {...iconSize.row} />,
      onAction: () =>
        void cancelMessage(db, id).then(
          () => onRewrite(message),
          () => showToast({ text: t('messages.notStored'), tone: 'attention' }),
        ),
    });
  if (isOwn && canCancelMessage(message))
    actions.push({
      id: 'cancel',
      label: t('messages.cancel'),
      icon: <Ban {...iconSize.row} />,
      tone: 'danger',
      onAction: () => store(cancelMessage(db, id, fileId), 'messages.cancelled'),
    });
  if (actions.length === 0) return null;
  return (
    <Menu
      label={t('chat.actions')}
      trigger={
        <IconButton
          label={t('chat.actionsOf', { text: messageWords(message, t).slice(0, 40) })}
          icon={<EllipsisVertical {...iconSize.small} />}
          className={styles.more}
        />
      }
      actions={actions}
    />
  );
}
