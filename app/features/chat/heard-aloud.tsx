import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text';
import hidden from '../../ui/visually-hidden.module.css';
import { messageWords } from './message-words';
import type { StoredMessage } from './read-thread';

/** Speaks what comes in while the thread is open; the rows themselves come and go with scrolling. */
export function HeardAloud({
  messages,
  nameOf,
}: {
  messages: readonly StoredMessage[];
  nameOf: (message: StoredMessage) => string;
}) {
  const t = useText();
  const known = useRef<{ readonly ids: ReadonlySet<string>; readonly oldestAt: string } | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const before = known.current;
    known.current = { ids: new Set(messages.map(({ id }) => id)), oldestAt: messages[0]?.createdAt ?? '' };
    if (before === null) return;
    // What stands before all that was known was read later, and is not new.
    const heard = messages.filter(
      ({ id, direction, createdAt }) => direction === 'in' && createdAt >= before.oldestAt && !before.ids.has(id),
    );
    if (heard.length > 0) setWords(heard.map((one) => `${nameOf(one)}: ${messageWords(one, t)}`).join(' '));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- names do not make a message new
  }, [messages]);
  return (
    <p aria-live="polite" className={hidden.visuallyHidden}>
      {words}
    </p>
  );
}
