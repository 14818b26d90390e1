export type TypingKind = 'composing' | 'recording';
export type ToldTyping = readonly { readonly conversationId: string; readonly kind: TypingKind }[];

const AGAIN_MS = 3_000;
const NOBODY: ReadonlyMap<string, TypingKind> = new Map();

/**
 * Asks `query` every three seconds who writes, for as long as somebody looks and the screen is seen. Where the office
 * does not answer nobody is known to write.
 */
export function watchTyping(query: () => Promise<ToldTyping>) {
  const listeners = new Set<() => void>();
  let now = NOBODY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What an earlier look still waited for does not ask on beside this one.
  let look = 0;
  const told = (next: ReadonlyMap<string, TypingKind>) => {
    if (next.size === 0 && now.size === 0) return;
    now = next;
    listeners.forEach((listener) => listener());
  };
  const ask = async (mine: number): Promise<void> => {
    const isSeen = document.visibilityState === 'visible' && navigator.onLine;
    const found = isSeen ? await query().catch(() => []) : [];
    if (mine !== look || listeners.size === 0) return;
    told(found.length === 0 ? NOBODY : new Map(found.map(({ conversationId, kind }) => [conversationId, kind])));
    timer = setTimeout(() => void ask(mine), AGAIN_MS);
  };
  return {
    of: (conversationId: string): TypingKind | null => now.get(conversationId) ?? null,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      if (listeners.size === 1) void ask((look += 1));
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        now = NOBODY;
      };
    },
  };
}
