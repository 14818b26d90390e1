import { useSyncExternalStore } from 'react';
import { api } from '../../api/client';
import { watchTyping, type TypingKind } from './watch-typing';

const typing = watchTyping(() => api.chat.typing.query());

/** What the other side of this conversation does just now: writes, speaks, or (null) nothing that is told. */
export function useTyping(conversationId: string): TypingKind | null {
  return useSyncExternalStore(
    typing.subscribe,
    () => typing.of(conversationId),
    () => null,
  );
}
