import { useEffect, useRef } from 'react';
import { useDatabase } from '../../database/database-context';
import { showBadge } from '../notifications/badge';
import { useLanguage } from '../../i18n/language';
import { keepSubscribed } from '../notifications/device-push';
import { ring } from '../notifications/sound';
import { isIn } from './chat-model';
import { useChat } from './use-chat';

/** Counts what this person has to read: of a team's conversations only those that are theirs to answer. */
export default function UnreadWatch({ onCount }: { onCount: (count: number) => void }) {
  const { me } = useDatabase();
  const { book, version, isReady } = useChat(false);
  const before = useRef<{ readonly count: number; readonly heardAt: string } | null>(null);
  useEffect(() => {
    const waiting = book.rows.filter((row) => row.unread > 0 && isIn('mine', row, me.memberId));
    const count = waiting.length;
    const heardAt = waiting.reduce((last, { at }) => (at > last ? at : last), '');
    onCount(count);
    showBadge(count);
    if (isReady) {
      const { current } = before;
      // What was there when the app opened is no news; what the first look at a long absence brings is one sound.
      if (current !== null && heardAt > current.heardAt && document.visibilityState === 'visible') ring();
      before.current = { count, heardAt: current !== null && current.heardAt > heardAt ? current.heardAt : heardAt };
    }
  }, [book, version, isReady, me, onCount]);
  const language = useLanguage();
  useEffect(() => keepSubscribed(language), [language]);
  return null;
}
