import { memo } from 'react';
import type { Formats } from '../../i18n/formats';
import { useText, type Text } from '../../i18n/use-text';
import { Avatar } from '../../ui/avatar';
import { Initials } from '../../ui/initials';
import hidden from '../../ui/visually-hidden.module.css';
import styles from './chat-list.module.css';
import { SHOWN_LETTERS, type ChatMessage, type ChatRow } from './chat-model';
import { ChannelMark } from './channel-mark';
import { LabelDots } from './label-dots';
import { TickMark } from './tick-mark';
import { useTyping } from './use-typing';

/** One conversation: with whom, on which channel, what was said last and when, and how much of it is new. */
export const ChatListRow = memo(function ChatListRow({
  row,
  hit,
  draft,
  owner,
  isStop,
  formats,
  nowMs,
}: {
  row: ChatRow;
  /** The message that was searched for, shown in place of the last one. */
  hit: ChatMessage | null;
  /** What was left half typed; ''. */
  draft: string;
  owner: { readonly fullName: string; readonly colour: number } | undefined;
  /** Takes the Tab key. */
  isStop: boolean;
  formats: Formats;
  nowMs: number;
}) {
  const t = useText();
  const shown = hit ?? row.last;
  const typing = useTyping(row.id);
  const isDraft = draft !== '' && hit === null && typing === null;
  const name = row.name === '' ? t('chat.unknownCustomer') : row.name;
  return (
    <div role="gridcell" aria-colindex={1} className={styles.cell} tabIndex={isStop ? 0 : -1} data-column={0}>
      <Avatar name={name} />
      <span className={styles.words}>
        <span className={styles.line}>
          <span className={styles.name} data-unread={row.unread > 0 || undefined}>
            {name}
          </span>
          <time dateTime={row.at} className={styles.time} title={formats.dateTime(row.at)}>
            {shortTime(hit?.at ?? row.at, formats, nowMs)}
          </time>
        </span>
        <span className={styles.line}>
          <ChannelMark channel={row.channel} />
          <span className={styles.said}>
            {typing === null && !isDraft && shown !== null && shown.tick !== null && <TickMark tick={shown.tick} />}
            {isDraft && <span className={styles.draft}>{t('chat.draft')}</span>}
            <span className={styles.text} data-typing={typing ?? undefined} dir="auto">
              {isDraft
                ? draft.slice(0, SHOWN_LETTERS)
                : typing !== null
                  ? t(`chat.typing.${typing}`)
                  : shown === null
                    ? ''
                    : saidWords(shown, t)}
            </span>
          </span>
          <LabelDots ids={row.labelIds} />
          {row.isClosed && row.unread === 0 && <span className={styles.waiting}>{t('chat.closed')}</span>}
          {owner !== undefined && <Initials name={owner.fullName} colour={owner.colour} />}
          {row.unread > 0 && (
            <span className={styles.unread}>
              <span aria-hidden="true">{row.unread > 99 ? '99+' : row.unread}</span>
              <span className={hidden.visuallyHidden}>{t('chat.unreadCount', { count: row.unread })}</span>
            </span>
          )}
          {row.isWaiting && row.unread === 0 && <span className={styles.waiting}>{t('chat.waiting')}</span>}
        </span>
      </span>
    </div>
  );
});

export function saidWords({ isRevoked, kind, text }: ChatMessage, t: Text): string {
  if (isRevoked) return t('chat.revoked');
  if (kind === 'text' || kind === '') return text;
  return text === '' ? t(`chat.kind.${kind}`) : `${t(`chat.kind.${kind}`)} · ${text}`;
}

/** The time today, the weekday's or date's short form before. */
function shortTime(at: string, formats: Formats, nowMs: number): string {
  return formats.dayOf(at) === formats.dayOf(nowMs) ? formats.time(at) : formats.shortDate(at);
}
