import { createContext, lazy, Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import type { StoredMessage } from './read-thread';
import { usePictureAddress } from './use-picture-address';

const PictureViewer = lazy(() => import('../../ui/picture-viewer'));
const Open = createContext<(fileId: string) => void>(() => undefined);
/** Opens the picture with this file large. */
export const useOpenPicture = () => useContext(Open);

/** Lets the pictures of a thread be looked at large, one after the other. */
export function ThreadPictures({ messages, children }: { messages: readonly StoredMessage[]; children: ReactNode }) {
  const t = useText();
  const [openId, setOpenId] = useState<string | null>(null);
  const pictures = useMemo(
    () =>
      messages.flatMap(({ kind, fileId = '', body, revokedAt = '' }) =>
        fileId !== '' && revokedAt === '' && (kind === 'image' || fileId === openId)
          ? [{ id: fileId, text: body }]
          : [],
      ),
    [messages, openId],
  );
  const addressOf = usePictureAddress();
  const at = pictures.findIndex(({ id }) => id === openId);
  const picture = pictures[at];
  return (
    <Open.Provider value={setOpenId}>
      {children}
      {picture !== undefined && (
        <Suspense fallback={null}>
          <PictureViewer
            title={t('chat.viewer')}
            address={addressOf(picture.id)}
            downloadAddress={`/files/${picture.id}?download`}
            text={picture.text}
            place={t('chat.viewer.of', { at: at + 1, count: pictures.length })}
            words={{
              next: t('chat.viewer.next'),
              previous: t('chat.viewer.previous'),
              zoomIn: t('chat.viewer.zoomIn'),
              zoomOut: t('chat.viewer.zoomOut'),
              download: t('chat.viewer.download'),
              missing: t('files.needsOffice'),
            }}
            onNext={at < pictures.length - 1 ? () => setOpenId(pictures[at + 1]?.id ?? null) : null}
            onPrevious={at > 0 ? () => setOpenId(pictures[at - 1]?.id ?? null) : null}
            onClose={() => setOpenId(null)}
          />
        </Suspense>
      )}
    </Open.Provider>
  );
}
