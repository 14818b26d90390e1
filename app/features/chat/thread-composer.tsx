import { CornerUpLeft, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { MessageChannel } from '../../../sync/collections/conversation';
import { MAX_CAPTION_LENGTH, MAX_MESSAGE_LENGTH } from '../../../sync/collections/message';
import type { StoredCustomer } from '../../database/saha-database';
import { useDatabase } from '../../database/database-context';
import { useText, type Text } from '../../i18n/use-text';
import { useLooseDraft } from '../../shell/loose-drafts';
import { Composer } from '../../ui/composer';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { isStopped, reachWords } from '../consent/reach-words';
import { addressOf, useReach } from '../consent/use-reach';
import { closedOn, problemOf, type WritingProblem } from '../messages/writing-problem';
import { SmsCounter } from '../messages/sms-counter';
import { writeFilled, type Filled } from '../messages/write-filled';
import { useSettings } from '../settings/settings-context';
import { MissingValues } from '../templates/missing-values';
import { AttachMenu } from './attach-menu';
import { AttachmentTray } from './attachment-tray';
import { messageWords } from './message-words';
import type { StoredMessage } from './read-thread';
import { sendNewFile } from './send-file';
import type { Attachments } from './use-attachments';
import { VoiceRecorder } from './voice-recorder';
import { SendLater } from './send-later';
import { TemplatePicker } from '../templates/template-picker';
import styles from './thread-composer.module.css';

type Draft = Pick<Filled, 'subject' | 'body' | 'templateId' | 'carried'>;
/** Drafts of before 253 do not know what they answered. */
type KeptDraft = Draft & { readonly quotedId?: string };
const EMPTY: Draft = { subject: '', body: '', templateId: '', carried: [] };

/**
 * What one says next, on the conversation's channel. It leaves when there is a connection, and waits here until then.
 */
export function ThreadComposer({
  customer,
  channel,
  conversationId,
  quotedId,
  quoted,
  quotedName,
  onQuoted,
  rewritten,
  attachments,
  inputRef,
}: {
  customer: StoredCustomer;
  channel: MessageChannel;
  conversationId: string;
  /** '' where it answers nothing. */
  quotedId: string;
  /** Null also while it has not been read. */
  quoted: StoredMessage | null;
  quotedName: string;
  onQuoted: (id: string) => void;
  /** What was called off to be written anew: it stands in the field again. */
  rewritten: StoredMessage | null;
  attachments: Attachments;
  inputRef: RefObject<HTMLTextAreaElement>;
}) {
  const t = useText();
  const db = useDatabase();
  const { sms } = useSettings();
  const [draft, setDraft] = useState(EMPTY);
  const [problem, setProblem] = useState<WritingProblem | 'caption' | null>(null);
  const takesFiles = channel === 'whatsapp';
  const keptQuote = useRef('');
  const kept = useLooseDraft<KeptDraft>(`chat:${conversationId}`, ({ quotedId: answered = '', ...found }) => {
    setDraft({ ...EMPTY, ...found });
    onQuoted((keptQuote.current = answered));
  });
  const reach = useReach(customer).find((one) => one.channel === channel)?.reach ?? null;
  const address = addressOf(customer, channel);
  const type = (next: Partial<Draft>) => {
    const values = { ...draft, ...next };
    setDraft(values);
    setProblem(null);
    kept.keep({ ...values, quotedId: keptQuote.current });
  };
  useEffect(() => {
    if (keptQuote.current === quotedId) return;
    keptQuote.current = quotedId;
    if (quotedId === '' && isEmptyDraft(draft)) kept.drop();
    else kept.keep({ ...draft, quotedId });
  }, [quotedId, draft, kept]);
  const replace = (next: Draft, words: string) => {
    const before = draft;
    type(next);
    inputRef.current?.focus();
    if (before.body !== '')
      showToast({ text: t(words), action: { label: t('templates.undo'), onPress: () => type(before) } });
  };
  const taken = useRef<StoredMessage | null>(null);
  useEffect(() => {
    if (rewritten === null || taken.current === rewritten) return;
    taken.current = rewritten;
    const { subject, body, templateId = '' } = rewritten;
    replace({ ...EMPTY, subject, body, templateId }, 'chat.rewritten');
  });
  if (address === '') return <Closed>{t(channel === 'email' ? 'chat.noEmail' : 'chat.noPhone')}</Closed>;
  if (isStopped(reach)) return <Closed>{t(closedOn(channel), { reason: reachWords(reach, t, channel) })}</Closed>;

  const hasFiles = attachments.items.length > 0 || (takesFiles && draft.carried.length > 0);
  const send = async (sendAt = '') => {
    const wrong = problemOf(channel, draft.subject.trim(), draft.body.trim(), sms.carrierHasTurkish);
    if (hasFiles && draft.body.trim().length > MAX_CAPTION_LENGTH) return setProblem('caption');
    if (wrong !== null && !(hasFiles && wrong === 'body')) return setProblem(wrong);
    const waiting = [...attachments.items];
    let left = draft;
    let answered = quoted?.id ?? '';
    // At once empty: what is sent twice is worse than what is typed again.
    setDraft(EMPTY);
    attachments.clear();
    const gone = () => {
      answered = '';
      kept.drop();
      onQuoted('');
    };
    try {
      // Below a voice message WhatsApp shows no words.
      const hasWordsAlone = waiting[0]?.spoken !== undefined && left.body.trim() !== '';
      if (waiting.length === 0 || left.carried.length > 0 || hasWordsAlone) {
        await writeFilled(
          db,
          customer.id,
          { ...left, channel, subject: channel === 'email' ? left.subject : '', quotedId: answered, sendAt },
          (rest) => (left = { ...left, ...rest }),
        );
        gone();
      }
      // In the order in which they were picked, with the words below the first; what could not be stored stays.
      for (let caption = left.body; waiting[0] !== undefined; caption = '') {
        const { file, source, spoken } = waiting[0];
        await sendNewFile(db, customer.id, file, { caption, quotedId: answered, sendAt }, spoken, source);
        waiting.shift();
        left = EMPTY;
        gone();
      }
    } catch {
      setDraft(left);
      attachments.putBack(waiting);
      setProblem('store');
    }
  };
  return (
    <Composer
      label={t(hasFiles ? 'chat.attach.caption' : 'chat.write')}
      isReady={hasFiles}
      {...(takesFiles
        ? {
            instead: (
              <VoiceRecorder
                onRecorded={({ file, ...spoken }) =>
                  // On WhatsApp a voice message answers nothing.
                  sendNewFile(db, customer.id, file, { caption: '' }, spoken)
                }
                onDiscarded={() => inputRef.current?.focus()}
                onLeft={attachments.addSpoken}
              />
            ),
          }
        : {})}
      {...(takesFiles ? { onFiles: (files: readonly File[]) => attachments.add(files, 'upload') } : {})}
      sendLabel={t('messages.compose.send')}
      value={draft.body}
      onChange={(body) => type({ body })}
      onSend={() => void send()}
      inputRef={inputRef}
      before={
        <>
          <AttachMenu channel={channel} onPick={attachments.add} />
          <TemplatePicker
            isCompact
            customer={customer}
            // WhatsApp speaks as briefly as an SMS.
            channel={channel === 'email' ? 'email' : 'sms'}
            takesFiles={channel !== 'sms'}
            onPick={(text, templateId, carried) => replace({ ...text, templateId, carried }, 'templates.picked')}
          />
        </>
      }
      after={draft.body.trim() !== '' && <SendLater onPick={(at) => void send(at)} />}
      above={
        <>
          <AttachmentTray
            attachments={attachments}
            carried={draft.carried}
            onLeaveOut={(id) => type({ carried: draft.carried.filter((file) => file.id !== id) })}
          />
          {quoted !== null && (
            <div className={styles.quoted}>
              <CornerUpLeft {...iconSize.small} />
              <span className={styles.quotedWords}>
                <span className={styles.quotedName}>{quotedName}</span>
                <span className={styles.quotedText} dir="auto">
                  {messageWords(quoted, t)}
                </span>
              </span>
              <IconButton label={t('chat.noQuote')} icon={<X {...iconSize.small} />} onPress={() => onQuoted('')} />
            </div>
          )}
          {channel === 'email' && (
            <TextField
              label={t('messages.field.subject')}
              value={draft.subject}
              onChange={(subject) => type({ subject })}
              error={problem === 'subject' ? t('messages.compose.subjectMissing') : undefined}
              autoComplete="off"
            />
          )}
          <MissingValues subject={draft.subject} body={draft.body} onFill={type} />
          {problem !== null && problem !== 'subject' && (
            <p role="alert" className={styles.wrong}>
              {problem === 'tooLong' ? tooLongWords(draft.body.trim(), t) : t(PROBLEMS[problem])}
            </p>
          )}
          {channel === 'sms' && draft.body !== '' && (
            <SmsCounter text={draft.body} onChange={(body) => type({ body })} />
          )}
        </>
      }
    />
  );
}

const isEmptyDraft = ({ subject, body, carried }: Draft) => subject === '' && body === '' && carried.length === 0;

function tooLongWords({ length }: string, t: Text): string {
  return t('ui.tooLong', { length, maxLength: MAX_MESSAGE_LENGTH, over: length - MAX_MESSAGE_LENGTH });
}

function Closed({ children }: { children: ReactNode }) {
  return (
    <p role="status" className={styles.closed}>
      {children}
    </p>
  );
}

const PROBLEMS = {
  body: 'messages.compose.bodyMissing',
  link: 'messages.sms.link',
  long: 'messages.sms.long',
  unfilled: 'messages.compose.unfilled',
  store: 'messages.notStored',
  caption: 'chat.attach.captionTooLong',
} as const;
