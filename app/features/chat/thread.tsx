import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Handover } from '../../../sync/collections/conversation';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { useNowMs } from '../../ui/use-now';
import { Bubble } from './bubble';
import { HandoverEntry } from './handover-entry';
import { HeardAloud } from './heard-aloud';
import type { StoredMessage } from './read-thread';
import { guessedHeight, openingOffset, openingRow, threadRows } from './thread-rows';
import styles from './thread.module.css';

const OVERSCAN = 6;
/** Before the first rows stand: the room a thread has on a tablet. */
const GUESSED_ROOM = { width: 700, height: 600 } as const;
/** So near to the end one follows what comes. */
const NEAR_PX = 80;
/** The keyboard scrolls what it can stop at. */
const STOP = { tabIndex: 0 } as const;
const FLASH_MS = 1_600;

export type LookedFor = { readonly messageId: string; readonly visit: string };

/** The messages of a conversation, of which only those in sight exist; it opens at what is new, else at its end. */
export function Thread({
  conversationId,
  messages,
  isCut,
  readUpTo,
  nameOf,
  onQuote,
  onRewrite,
  handovers,
  lookedFor,
  scroller,
}: {
  conversationId: string;
  messages: readonly StoredMessage[];
  /** Later ones are still being read. */
  isCut: boolean;
  /** Up to when it had been read when it was opened. */
  readUpTo: string;
  /** Who said it; '' for the reader. */
  nameOf: (message: StoredMessage) => string;
  onQuote: (message: StoredMessage) => void;
  onRewrite: (message: StoredMessage) => void;
  handovers: readonly Handover[];
  /** The message one came for, and by which visit; null for none. */
  lookedFor: LookedFor | null;
  /** What scrolls. */
  scroller: RefObject<HTMLDivElement>;
}) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const rows = useMemo(
    () => threadRows(messages, formats.dayOf, readUpTo, handovers),
    [messages, formats, readUpTo, handovers],
  );
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const [flashId, setFlashId] = useState('');
  const [isAtEnd, setAtEnd] = useState(true);
  const lastAt = messages[messages.length - 1]?.createdAt ?? '';
  const [seenUpTo, setSeenUpTo] = useState(lastAt);
  const wasAtEnd = useRef(true);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => guessedHeight(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
    initialRect: GUESSED_ROOM,
    // The first rows that are drawn are those one will see.
    initialOffset: () => openingOffset(rows, GUESSED_ROOM.height),
    // Older ones are read later: what one looks at stays where it is.
    anchorTo: 'end',
  });

  const toEnd = useCallback(() => {
    virtualizer.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [virtualizer, rows.length]);

  // Once, when the first rows stand.
  const hasOpened = useRef(false);
  const lastKey = rows[rows.length - 1]?.key;
  const lastDirection = messages[messages.length - 1]?.direction;
  const shownKey = useRef(lastKey);
  const wasCut = useRef(isCut);
  useLayoutEffect(() => {
    if (rows.length === 0) return;
    if (!hasOpened.current) {
      hasOpened.current = true;
      const { index, align } = openingRow(rows);
      virtualizer.scrollToIndex(index, { align });
      // At the top nothing scrolls, and nothing says so.
      const room = virtualizer.scrollRect?.height ?? GUESSED_ROOM.height;
      const below = virtualizer.getTotalSize() - openingOffset(rows, room) - room;
      wasAtEnd.current = align === 'end' || below < NEAR_PX;
      setAtEnd(wasAtEnd.current);
    } else if (wasCut.current) setSeenUpTo(lastAt);
    else if (lastKey !== shownKey.current && (wasAtEnd.current || lastDirection === 'out')) toEnd();
    shownKey.current = lastKey;
    wasCut.current = isCut;
  }, [rows, lastKey, lastAt, lastDirection, isCut, virtualizer, toEnd]);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    wasAtEnd.current = isNear;
    setAtEnd(isNear);
    if (isNear) setSeenUpTo(lastAt);
  };
  // A keyboard, a file that was picked or a longer text take room away: what was read last stays in sight.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const jumpTo = (id: string) => {
    const index = rows.findIndex(({ key }) => key === id);
    if (index === -1) return;
    // Known before it has scrolled: whatever changes its room meanwhile must not take it to the end again.
    wasAtEnd.current = false;
    virtualizer.scrollToIndex(index, { align: 'center' });
    setFlashId(id);
    setTimeout(() => setFlashId((now) => (now === id ? '' : now)), FLASH_MS);
  };
  // Once a visit, when all of it is there.
  const jumpedBy = useRef('');
  useEffect(() => {
    if (lookedFor === null || isCut || jumpedBy.current === lookedFor.visit || !byId.has(lookedFor.messageId)) return;
    jumpedBy.current = lookedFor.visit;
    jumpTo(lookedFor.messageId);
  });
  const unseen = messages.filter(({ direction, createdAt }) => direction === 'in' && createdAt > seenUpTo).length;

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={t('chat.thread')}
        {...STOP}
      >
        {rows.length === 0 ? (
          <EmptyState illustration="sent" title={t('chat.empty')}>
            {t('chat.emptyText')}
          </EmptyState>
        ) : (
          <div className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  className={styles.row}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {row.kind === 'message' ? (
                    <Bubble
                      message={row.message}
                      isFollowing={row.isFollowing}
                      isFlashed={row.message.id === flashId}
                      writerName={nameOf(row.message)}
                      quoted={row.message.quotedId ? (byId.get(row.message.quotedId) ?? null) : undefined}
                      quotedName={quotedNameOf(row.message, byId, nameOf, t('chat.you'))}
                      onQuote={onQuote}
                      onRewrite={onRewrite}
                      onJump={jumpTo}
                    />
                  ) : row.kind === 'handover' ? (
                    <HandoverEntry conversationId={conversationId} handover={row.handover} />
                  ) : row.kind === 'day' ? (
                    <h3 className={styles.day}>
                      <span>{dayWords(row.dayOn, formats, nowMs)}</span>
                    </h3>
                  ) : (
                    <p className={styles.unread}>
                      <span>{isCut ? t('chat.new') : t('chat.newMessages', { count: row.count })}</span>
                    </p>
                  )}
                </div>
              );
            })}
          </div>
        )}
      </div>
      {!isCut && <HeardAloud messages={messages} nameOf={nameOf} />}
      {!isAtEnd && (
        <span className={styles.toEnd}>
          <Button icon={<ArrowDown {...iconSize.small} />} onPress={toEnd}>
            {unseen > 0 ? t('chat.newMessages', { count: unseen }) : t('chat.toEnd')}
          </Button>
        </span>
      )}
    </div>
  );
}

function quotedNameOf(
  { quotedId = '' }: StoredMessage,
  byId: ReadonlyMap<string, StoredMessage>,
  nameOf: (message: StoredMessage) => string,
  you: string,
): string {
  const quoted = byId.get(quotedId);
  return quoted === undefined ? '' : nameOf(quoted) || you;
}

/** Bugün and dün in words, days around with their weekday, others with their year. */
function dayWords(dayOn: string, formats: ReturnType<typeof useFormats>, nowMs: number): string {
  const today = formats.dayOf(nowMs);
  const days = Math.round((Date.parse(today) - Date.parse(dayOn)) / 86_400_000);
  if (days === 0 || days === 1) return formats.relativePlainDays(dayOn, today);
  return dayOn.slice(0, 4) === today.slice(0, 4) ? formats.plainWeekday(dayOn) : formats.day(dayOn);
}
