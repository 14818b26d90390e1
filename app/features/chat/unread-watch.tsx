import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { isIn } from './chat-model';
import { useChat } from './use-chat';

/** Counts what this person has to read: of a team's conversations only those that are theirs to answer. */
export default function UnreadWatch({ onCount }: { onCount: (count: number) => void }) {
  const { me } = useDatabase();
  const { book, version } = useChat(false);
  useEffect(() => {
    onCount(book.rows.filter((row) => row.unread > 0 && isIn('mine', row, me.memberId)).length);
  }, [book, version, me, onCount]);
  return null;
}
