import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { SearchField } from '../../ui/search-field';
import { findInThread, searchedIn, stepThrough } from './find-in-thread';
import type { StoredMessage } from './read-thread';
import styles from './thread-search.module.css';

/**
 * Search within one conversation, on this device: the newest that holds the words first, Enter to older ones, Escape
 * ends it. `onShow` hears which message is to be in sight.
 */
export default function ThreadSearch({
  messages,
  isWhole,
  onShow,
  onClose,
}: {
  messages: readonly StoredMessage[];
  /** All of the conversation has been read. */
  isWhole: boolean;
  onShow: (messageId: string) => void;
  onClose: () => void;
}) {
  const t = useText();
  const [text, setText] = useState('');
  const [currentId, setCurrentId] = useState('');
  const searched = useMemo(() => searchedIn(messages), [messages]);
  const found = useMemo(() => findInThread(searched, text), [searched, text]);
  const place = found.indexOf(currentId);
  const show = useRef(onShow);
  show.current = onShow;
  const goTo = (id: string) => {
    if (id === '') return;
    setCurrentId(id);
    show.current(id);
  };
  // Other words begin at the newest; what arrives meanwhile moves nobody who stands at one of them.
  const begun = useRef('');
  useEffect(() => {
    if (text === begun.current && place !== -1) return;
    begun.current = text;
    const newest = stepThrough(found, '', -1);
    setCurrentId(newest);
    if (newest !== '') show.current(newest);
  }, [text, found, place]);
  const step = (by: -1 | 1) => goTo(stepThrough(found, currentId, by));
  // Before the field, which keeps these two keys to itself.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    // The first Escape empties the field, as everywhere.
    if (event.key === 'Escape' && text === '') onClose();
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    step(event.shiftKey ? 1 : -1);
  };
  const keys = { onKeyDownCapture };
  const isNone = text.trim() !== '' && found.length === 0;
  return (
    <div role="search" aria-label={t('chat.find')} className={styles.bar} {...keys}>
      <SearchField
        autoFocus
        label={t('chat.find')}
        placeholder={t('chat.findPlaceholder')}
        value={text}
        onChange={setText}
        className={styles.field}
      />
      <p role="status" className={styles.count} data-none={isNone || undefined}>
        {isNone
          ? t(isWhole ? 'chat.findNone' : 'chat.searching')
          : found.length > 0
            ? t('chat.findAt', { at: found.length - place, count: found.length })
            : ''}
      </p>
      <IconButton
        className={styles.step}
        label={t('chat.findOlder')}
        icon={<ChevronUp {...iconSize.row} />}
        isDisabled={found.length === 0}
        onPress={() => step(-1)}
      />
      <IconButton
        className={styles.step}
        label={t('chat.findNewer')}
        icon={<ChevronDown {...iconSize.row} />}
        isDisabled={found.length === 0}
        onPress={() => step(1)}
      />
      <IconButton
        className={styles.step}
        label={t('chat.findClose')}
        icon={<X {...iconSize.row} />}
        onPress={onClose}
      />
    </div>
  );
}
