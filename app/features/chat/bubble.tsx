import { lazy, memo, Suspense, useState } from 'react';
import { asksToLeave, WAITED_LONG } from '../../../sync/rules/message';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { reasonOn } from '../deliveries/delivery-words';
import { BubbleActions } from './bubble-actions';
import styles from './bubble.module.css';
import { MessageContent } from './message-content';
import { QuotedMessage } from './quoted-message';
import type { StoredMessage } from './read-thread';
import { tickOf, type Tick } from './tick';
import { TickMark } from './tick-mark';

const ReactionBar = lazy(async () => ({ default: (await import('./reaction-bar')).ReactionBar }));

/** One message: who said what when, what it answers, what became of it, and what one can do about it. */
export const Bubble = memo(function Bubble({
  message,
  isFollowing,
  isFlashed,
  writerName,
  quoted,
  quotedName,
  onQuote,
  onRewrite,
  onJump,
}: {
  message: StoredMessage;
  /** Stands right below one of the same side. */
  isFollowing: boolean;
  /** Was just jumped to. */
  isFlashed: boolean;
  /** '' for the reader. */
  writerName: string;
  /** What it answers; null where this device does not hold it, undefined where it answers nothing. */
  quoted: StoredMessage | null | undefined;
  quotedName: string;
  onQuote: (message: StoredMessage) => void;
  onRewrite: (message: StoredMessage) => void;
  onJump: (id: string) => void;
}) {
  const t = useText();
  const [isReacting, setIsReacting] = useState(false);
  const formats = useFormats();
  const { direction, subject, createdAt, reason = '', revokedAt = '', editedAt = '', sendAt = '' } = message;
  const { state = '' } = message;
  const isInbound = direction === 'in';
  const name = writerName === '' ? t('chat.you') : writerName;
  const tick = isInbound ? null : tickOf(message);
  const reactions = message.reactions ?? [];
  return (
    <div
      className={classNames(
        styles.line,
        isInbound ? styles.in : styles.out,
        isFollowing && styles.following,
        isReacting && styles.reacting,
      )}
      data-message={message.id}
    >
      <div className={classNames(styles.bubble, isFlashed && styles.flashed)} data-tick={tick ?? undefined}>
        {!isFollowing && writerName !== '' && <p className={styles.writer}>{writerName}</p>}
        {quoted !== undefined && <QuotedMessage message={quoted} name={quotedName} onPress={onJump} />}
        {subject !== '' && (
          <p className={styles.subject} dir="auto">
            {subject}
          </p>
        )}
        {revokedAt === '' ? (
          <MessageContent message={message} name={name} />
        ) : (
          <p className={styles.revoked}>{t('chat.revoked')}</p>
        )}
        <p className={styles.foot}>
          {!isInbound && asksToLeave(message) && <span>{t('messages.reason.waited_long')}</span>}
          {tellsWhy(tick, reason) && <span>{t(`messages.reason.${reasonOn(message.channel, reason)}`)}</span>}
          {tick === 'failed' && state === 'expired' && reason === '' && <span>{t('messages.state.expired')}</span>}
          {tick === 'scheduled' && <span>{t('chat.leavesAt', { when: formats.weekdayTime(sendAt) })}</span>}
          {editedAt !== '' && revokedAt === '' && <span>{t('chat.edited')}</span>}
          <time dateTime={createdAt} title={formats.dateTime(createdAt)}>
            {formats.time(createdAt)}
          </time>
          {tick !== null && <TickMark tick={tick} withWord />}
        </p>
        {reactions.length > 0 && (
          <p className={styles.reactions} aria-label={t('chat.reactions')}>
            {[...new Set(reactions.map(({ emoji }) => emoji))].map((emoji) => {
              const count = reactions.filter((one) => one.emoji === emoji).length;
              return (
                <span key={emoji}>
                  {emoji}
                  {count > 1 && ` ${count}`}
                </span>
              );
            })}
          </p>
        )}
      </div>
      <BubbleActions message={message} onQuote={onQuote} onReact={() => setIsReacting(true)} onRewrite={onRewrite} />
      {isReacting && (
        <Suspense fallback={null}>
          <ReactionBar message={message} onClose={() => setIsReacting(false)} />
        </Suspense>
      )}
    </div>
  );
});

/** On its way in a moment: nobody has to know what held it up. What asks to leave says so by itself. */
const PASSES: ReadonlySet<string> = new Set(['', 'throttled', 'not_handed_over', WAITED_LONG]);

function tellsWhy(tick: Tick | null, reason: string): boolean {
  return tick === 'queued' ? !PASSES.has(reason) : tick === 'failed' && reason !== '';
}
