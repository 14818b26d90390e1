import { useSyncExternalStore } from 'react';
import { api } from '../../api/client';

type Kind = 'composing' | 'recording';
const AGAIN_MS = 3_000;
const NOBODY: ReadonlyMap<string, Kind> = new Map();
let now = NOBODY;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const told = (next: ReadonlyMap<string, Kind>) => {
  if (next.size === 0 && now.size === 0) return;
  now = next;
  listeners.forEach((listener) => listener());
};

/** As long as somebody looks, and the screen is seen. Where the office does not answer nobody is known to write. */
async function ask(): Promise<void> {
  const isSeen = document.visibilityState === 'visible' && navigator.onLine;
  const found = isSeen ? await api.chat.typing.query().catch(() => []) : [];
  if (listeners.size === 0) return;
  told(found.length === 0 ? NOBODY : new Map(found.map(({ conversationId, kind }) => [conversationId, kind])));
  timer = setTimeout(() => void ask(), AGAIN_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) void ask();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    now = NOBODY;
  };
}

/** What the other side of this conversation does just now: writes, speaks, or (null) nothing that is told. */
export function useTyping(conversationId: string): Kind | null {
  return useSyncExternalStore(
    subscribe,
    () => now.get(conversationId) ?? null,
    () => null,
  );
}
