import { Mail, MessageCircle, MessageCircleReply } from 'lucide-react';
import { messageState } from '../../../sync/rules/message';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Entry } from '../../ui/entry';
import { Particulars } from '../../ui/particulars';
import { useNowMs } from '../../ui/use-now';
import { RecordMark } from '../../shell/record-mark';
import { usePhoneWords } from '../customers/use-phone-words';
import { reasonOn, toneOf } from '../deliveries/delivery-words';
import styles from './message-entry.module.css';

/** One message with what became of it. `children`: what one can do about it. */
export function MessageEntry({
  message,
  writerName,
  when = 'time',
  children,
}: {
  message: StoredByCollection['messages'];
  writerName: string;
  when?: 'time' | 'date';
  children?: React.ReactNode;
}) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const phoneWords = usePhoneWords();
  const { subject, body, createdAt, channel, direction, reason = '', toAddress = '' } = message;
  const state = messageState(message);
  // The state says that much already.
  const why =
    reason === '' || reason === 'cancelled_by_person' ? '' : t(`messages.reason.${reasonOn(channel, reason)}`);
  return (
    <Entry
      icon={channel === 'email' ? Mail : direction === 'in' ? MessageCircleReply : MessageCircle}
      tone={direction === 'in' || state === 'delivered' || state === 'read' ? 'accent' : 'slate'}
      isRound
      isOff={state === 'cancelled'}
      title={subject || t(`messages.kind.${channel}.${direction}`)}
      at={createdAt}
      when={when === 'time' ? formats.time(createdAt) : formats.relativeTime(createdAt, nowMs)}
      whenTitle={formats.dateTime(createdAt)}
    >
      <span className={styles.body}>{body}</span>
      <Particulars
        before={direction === 'out' && <Badge tone={toneOf(state)}>{t(`messages.state.${state}`)}</Badge>}
        texts={[why, channel === 'email' ? toAddress : phoneWords(toAddress), writerName]}
        after={<RecordMark outbox={message.outbox} isQuiet />}
      />
      {children}
    </Entry>
  );
}

/** The same as a record of a customer's time. */
export function MessageInTime({
  document,
  nameOf,
}: {
  document: StoredByCollection['messages'];
  nameOf: (memberId: string) => string;
}) {
  // Who wrote in is whose time it is.
  return <MessageEntry message={document} writerName={document.direction === 'in' ? '' : nameOf(document.createdBy)} />;
}
