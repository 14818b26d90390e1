import { useEffect, useState } from 'react';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import type { StoredByCollection } from '../../database/saha-database';
import { plain } from '../../database/use-document';

type StoredMessage = StoredByCollection['messages'];

/** The messages of these ids, live, as they stand on this device; `undefined` while they are read. */
export function useBulkMessages(ids: readonly string[]): readonly StoredMessage[] | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const [messages, setMessages] = useState<readonly StoredMessage[]>();
  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    const subscription = db.collections.messages
      .findByIds([...ids])
      .$.subscribe((found) => setMessages([...found.values()].map((one) => plain('messages', one))));
    return () => subscription.unsubscribe();
  }, [db, generation, ids]);
  return messages;
}
