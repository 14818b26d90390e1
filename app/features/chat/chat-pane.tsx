import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useDatabase } from '../../database/database-context';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { useShortcut } from '../../shell/use-shortcut';
import { Button } from '../../ui/button';
import { ToggleChip } from '../../ui/chip';
import { ChipRow } from '../../ui/chip-row';
import { EmptyState } from '../../ui/empty-state';
import { SearchField } from '../../ui/search-field';
import { Skeleton } from '../../ui/skeleton';
import { useMembers } from '../members/use-members';
import type { FoundRow } from './chat-book';
import { ChatList } from './chat-list';
import { CHAT_FILTERS, isIn, type ChatFilter } from './chat-model';
import styles from './chat-pane.module.css';
import { ChosenLabel, LabelFilter } from './label-filter';
import { useChat } from './use-chat';

const UnmatchedList = lazy(() => import('./unmatched-list'));

const COUNTED_EVERY_MS = 30_000;

export type ChatShow = ChatFilter | 'unmatched';
/** Who waits for an answer first, whether known or not. */
const SHOWS: readonly ChatShow[] = [
  'unread',
  'unmatched',
  ...CHAT_FILTERS.filter((id) => id !== 'all' && id !== 'unread'),
];
/** What was looked for, for coming back by the rail during this visit. */
let leftText = '';

/** Search, filters and the conversations themselves; senders nobody knows come from the office. */
export function ChatPane({
  show,
  selectedId,
  onShow,
  onOpen,
}: {
  show: ChatShow;
  selectedId: string | undefined;
  onShow: (show: ChatShow) => void;
  /** An address below /messages, and the message in it that was looked for. */
  onOpen: (path: string, messageId?: string) => void;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const pane = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(leftText);
  const { book, version, isReady, hasTexts } = useChat(true);
  const [labelId, setLabelId] = useState('');
  const [opened] = useState(show);
  const searched = useDeferredValue(text);
  const found = useMemo(
    () =>
      show === 'unmatched'
        ? []
        : book
            .search(searched)
            .filter(({ row }) => isIn(show, row, me.memberId) && (labelId === '' || row.labelIds.includes(labelId))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the book is one object; its version says that it changed
    [book, version, searched, show, labelId, me.memberId],
  );
  const unread = useMemo(
    () => book.rows.filter((row) => isIn('unread', row, me.memberId)).length,
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the book is one object; its version says that it changed
    [book, version, me.memberId],
  );
  const { data: strangers, reload: countStrangers } = useCall(useCallback(() => api.chat.unmatchedCount.query(), []));
  useReloadEvery(countStrangers, COUNTED_EVERY_MS);
  // After one was linked or set aside; the first count is asked for as the pane opens.
  const stranger = show === 'unmatched' ? selectedId : undefined;
  const counted = useRef(stranger);
  useEffect(() => {
    if (counted.current !== stranger) countStrangers();
    counted.current = stranger;
  }, [countStrangers, stranger]);
  useShortcut('/', () => pane.current?.querySelector('input')?.focus());
  const ownerOf = useCallback(
    (id: string) => (me.role === 'agent' && id === me.memberId ? undefined : byId.get(id)),
    [byId, me],
  );
  const open = useCallback(({ row, hit }: FoundRow) => onOpen(row.id, hit?.id), [onOpen]);
  const wordsOf = (id: ChatShow) => {
    if (id === 'unread' && unread > 0) return t('chat.filter.unreadCount', { count: unread });
    if (id === 'unmatched' && strangers !== undefined && strangers.count > 0)
      return t('chat.filter.unmatchedCount', strangers);
    return t(`chat.filter.${id}`);
  };
  // What is chosen stands where it is seen without scrolling, also when one comes back.
  const offered = [...SHOWS.filter((id) => id === opened), ...SHOWS.filter((id) => id !== opened)];
  return (
    <div ref={pane} className={styles.pane}>
      <header className={styles.tools}>
        {show !== 'unmatched' && (
          <SearchField
            label={t('chat.search')}
            placeholder={t('chat.searchPlaceholder')}
            value={text}
            onChange={(next) => setText((leftText = next))}
            onArrowDown={() => pane.current?.querySelector<HTMLElement>('[role="row"] [tabindex="0"]')?.focus()}
          />
        )}
        <div className={styles.filters}>
          <ChipRow label={t('chat.filters')}>
            <ChosenLabel value={labelId} onChange={setLabelId} />
            {offered.map((id) => (
              <ToggleChip key={id} isSelected={show === id} onChange={(isOn) => onShow(isOn ? id : 'all')}>
                {wordsOf(id)}
              </ToggleChip>
            ))}
          </ChipRow>
          <LabelFilter count={(show === 'all' ? 0 : 1) + (labelId === '' ? 0 : 1)} onChange={setLabelId} />
        </div>
        {text !== '' && show !== 'unmatched' && (
          <p role="status" className={styles.count}>
            {hasTexts ? t('chat.found', { count: found.length }) : t('chat.searching')}
          </p>
        )}
      </header>
      {show === 'unmatched' ? (
        <Suspense fallback={<Skeleton rows={5} />}>
          <UnmatchedList selectedId={selectedId} onOpen={(id) => onOpen(`unmatched/${id}`)} />
        </Suspense>
      ) : !isReady ? (
        // Conversations are read before the names of whom they are with.
        <Skeleton rows={8} />
      ) : found.length > 0 ? (
        <ChatList
          found={found}
          listKey={`${show} ${labelId} ${searched}`}
          selectedId={selectedId}
          ownerOf={ownerOf}
          onOpen={open}
        />
      ) : (
        <NoConversations
          isFiltered={show !== 'all' || text !== '' || labelId !== ''}
          onClear={() => {
            setLabelId('');
            setText((leftText = ''));
            onShow('all');
          }}
        />
      )}
    </div>
  );
}

function NoConversations({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useText();
  const receiving = useReceiving();
  if (receiving.isReceiving)
    return (
      <EmptyState illustration="field" title={t('chat.receiving')}>
        {t(receiving.text)}
      </EmptyState>
    );
  return isFiltered ? (
    <EmptyState
      illustration="search"
      title={t('chat.nothing')}
      action={<Button onPress={onClear}>{t('chat.all')}</Button>}
    >
      {t('chat.nothingText')}
    </EmptyState>
  ) : (
    <EmptyState illustration="sent" title={t('chat.none')}>
      {t('chat.noneText')}
    </EmptyState>
  );
}
