/** Brings waiting bytes to the office, one file after the other, in one tab of the person at a time. */
import { createDocument } from '../../database/write';
import type { SahaDatabase } from '../../database/saha-database';
import { forgetBytes, waitingBytes, type WaitingBytes } from './kept-bytes';

const EVERY_MS = 10_000;

/** What this tab knows of files on their way: `sending` with the part that is there, from 0 to 1. */
export type Waiting = ReadonlyMap<string, { readonly bytes: Blob; readonly isSending: boolean; readonly part: number }>;
let waiting: Waiting = new Map();
const listeners = new Set<() => void>();
export const waitingNow = (): Waiting => waiting;
export function onWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function tell(next: Waiting): void {
  waiting = next;
  for (const listener of listeners) listener();
}
function note(fileId: string, change: { isSending: boolean; part: number }): void {
  const known = waiting.get(fileId);
  if (known !== undefined) tell(new Map(waiting).set(fileId, { ...known, ...change }));
}

let wake: () => void = () => undefined;
/** Somebody added one, or wants it tried again. */
export function bringSoon(): void {
  wake();
}

/** Works until it is stopped. */
export function startBringing(db: SahaDatabase): () => void {
  let isStopped = false;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  const round = async () => {
    await db.opened;
    const items = await waitingBytes(db.me.memberId);
    // The same bytes as before where they are known: whoever shows them need not draw them anew.
    const known = (fileId: string, bytes: Blob) => waiting.get(fileId)?.bytes ?? bytes;
    tell(
      new Map(items.map(({ fileId, bytes }) => [fileId, { bytes: known(fileId, bytes), isSending: false, part: 0 }])),
    );
    if (items.length === 0) return;
    await navigator.locks.request(`saha-bytes-${db.me.memberId}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      let failed: unknown = null;
      for (const item of items)
        if (!isStopped)
          // One that does not go through keeps none of the others waiting.
          await bring(db, item).catch((error: unknown) => {
            failed ??= error;
          });
      if (failed !== null) throw failed;
    });
  };
  const look = () => {
    if (isStopped) return;
    isAskedAgain = running !== null;
    // What fails is tried again at the next look: everything it needs is still stored.
    running ??= round()
      .catch(() => undefined)
      .finally(() => {
        running = null;
        if (isAskedAgain) look();
      });
  };
  wake = look;
  look();
  const timer = setInterval(look, EVERY_MS);
  window.addEventListener('online', look);
  return () => {
    isStopped = true;
    clearInterval(timer);
    window.removeEventListener('online', look);
  };
}

async function bring(db: SahaDatabase, { fileId, bytes, document }: WaitingBytes): Promise<void> {
  const found = await db.collections.files.findOne(fileId).exec();
  if (found === null && navigator.onLine) {
    // A tab died between the bytes and their document; or it left this person's sight, and is the office's to judge.
    if ((await send(fileId, bytes)) === 'unknown') await createDocument(db, 'files', document, fileId);
    else await settle(db, fileId);
    return;
  }
  if (found === null) return;
  const { outbox, state, deletedAt } = found.toJSON() as { outbox: string; state?: string; deletedAt: string };
  if ((deletedAt !== '' && outbox === '') || (state ?? '') !== '') return settle(db, fileId);
  if (outbox !== '' || !navigator.onLine) return;
  if ((await send(fileId, bytes)) === 'there') await settle(db, fileId);
}

async function settle(db: SahaDatabase, fileId: string): Promise<void> {
  await forgetBytes(db.me.memberId, fileId);
  const rest = new Map(waiting);
  rest.delete(fileId);
  tell(rest);
}

/** `there`: the office has it, from now or already; `unknown`: it knows of no such file. Throws where it was not reached. */
async function send(fileId: string, bytes: Blob): Promise<'there' | 'unknown'> {
  const { Upload, DetailedError } = await import('tus-js-client');
  const place = `${window.location.origin}/uploads`;
  note(fileId, { isSending: true, part: 0 });
  try {
    return await new Promise((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: place,
        // It goes on where the office is, after a reload as after a break.
        uploadUrl: `${place}/${fileId}`,
        metadata: { fileId },
        retryDelays: [],
        storeFingerprintForResuming: false,
        onProgress: (sent, total) => note(fileId, { isSending: true, part: total === 0 ? 0 : sent / total }),
        onSuccess: () => resolve('there'),
        onError: (error) => {
          const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
          if (status === 409) resolve('there');
          else if (status === 404) resolve('unknown');
          else reject(error);
        },
      });
      upload.start();
    });
  } finally {
    note(fileId, { isSending: false, part: 0 });
  }
}
