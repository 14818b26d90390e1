import { useEffect, useSyncExternalStore } from 'react';
import { useDatabase } from '../../database/database-context';
import { chatFeed, type ChatState } from './follow-chat';

/** The conversations of this device, live. `withTexts`: the messages too, for what was last said and for searching. */
export function useChat(withTexts: boolean): ChatState {
  const feed = chatFeed(useDatabase());
  useEffect(() => {
    if (withTexts) feed.wantTexts();
  }, [feed, withTexts]);
  return useSyncExternalStore(feed.subscribe, feed.get);
}
