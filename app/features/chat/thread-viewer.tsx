import { createContext, lazy, Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import type { StoredMessage } from './read-thread';

const LargeFile = lazy(() => import('./large-file'));
const Open = createContext<(message: StoredMessage) => void>(() => undefined);
/** Opens the file of this message large. */
export const useOpenFile = () => useContext(Open);

/** Lets the pictures of a thread be looked at large, one after the other, and a document page by page. */
export function ThreadViewer({ messages, children }: { messages: readonly StoredMessage[]; children: ReactNode }) {
  const [opened, setOpened] = useState<StoredMessage | null>(null);
  const shown = useMemo(
    () =>
      opened === null
        ? []
        : messages.filter(
            ({ id, kind, fileId = '', revokedAt = '' }) =>
              fileId !== '' && revokedAt === '' && (id === opened.id || (kind === 'image' && opened.kind === 'image')),
          ),
    [messages, opened],
  );
  const at = shown.findIndex(({ id }) => id === opened?.id);
  const message = shown[at];
  return (
    <Open.Provider value={setOpened}>
      {children}
      {message !== undefined && (
        <Suspense fallback={null}>
          <LargeFile
            message={message}
            place={{ at: at + 1, of: shown.length }}
            onMove={(by) => setOpened(shown[at + by] ?? message)}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </Open.Provider>
  );
}
