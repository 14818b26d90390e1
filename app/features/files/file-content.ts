/** The bytes of a file, from wherever they are nearest: what waits here, what stays readable here, or the office. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDatabase } from '../../database/database-context';
import { onWaiting, waitingNow } from '../../database/waiting-bytes/waiting-now';
import { bytesOnShelf, layOnShelf, takeOff } from './shelf';

export class BytesMissing extends Error {
  constructor(readonly why: 'gone' | 'unreached') {
    super(why);
    this.name = 'BytesMissing';
  }
}

/**
 * Throws BytesMissing: `unreached` where they are not on this device and the office does not answer, `gone` where the
 * office has none for this person. What was fetched stays readable offline where there is room.
 */
export async function contentOf(memberId: string, fileId: string, isPinned?: boolean): Promise<Blob> {
  const waiting = waitingNow().get(fileId);
  if (waiting !== undefined) return waiting.bytes;
  // A store that cannot be read is no reason not to ask the office.
  const kept = await bytesOnShelf(memberId, fileId).catch(() => null);
  const bytes = kept ?? (await fetchBytes(memberId, fileId));
  const isLaid = await layOnShelf(memberId, fileId, bytes, isPinned).catch(() => false);
  if (!isLaid && isPinned === true) throw new DOMException('pinned files fill the room', 'QuotaExceededError');
  return bytes;
}

async function fetchBytes(memberId: string, fileId: string): Promise<Blob> {
  const response = await fetch(`/files/${fileId}`).catch(() => null);
  if (response?.ok === true)
    return response.blob().catch(() => {
      throw new BytesMissing('unreached');
    });
  if (response?.status !== 404) throw new BytesMissing('unreached');
  await takeOff(memberId, [fileId]).catch(() => undefined);
  throw new BytesMissing('gone');
}

export type Content = { readonly bytes: Blob | null; readonly missing: BytesMissing['why'] | null };
const NOTHING: Content = { bytes: null, missing: null };

/** Both null while it is looked for. */
export function useContent(fileId: string): Content {
  const db = useDatabase();
  const isWaiting = useSyncExternalStore(onWaiting, waitingNow, waitingNow).has(fileId);
  const [content, setContent] = useState<Content & { readonly of: string }>({ ...NOTHING, of: '' });
  useEffect(() => {
    let isLeft = false;
    contentOf(db.me.memberId, fileId).then(
      (bytes) => isLeft || setContent({ bytes, missing: null, of: fileId }),
      (error: unknown) =>
        isLeft ||
        setContent({ bytes: null, missing: error instanceof BytesMissing ? error.why : 'unreached', of: fileId }),
    );
    return () => {
      isLeft = true;
    };
  }, [db, fileId, isWaiting]);
  return content.of === fileId ? content : NOTHING;
}
