/** Brings waiting bytes to the office, one file after the other, in one tab of the person at a time. */
import { createDocument, editDocument } from '../../database/write';
import type { SahaDatabase } from '../../database/saha-database';
import { sendBytes } from '../../database/waiting-bytes/send-bytes';
import {
  areGivenUp,
  forgetBytes,
  keepBytes,
  waitingBytes,
  type WaitingBytes,
} from '../../database/waiting-bytes/kept-bytes';
import {
  bringSoon,
  tellStuck,
  tellWaiting,
  waitingNow,
  wokenBy,
  type Here,
} from '../../database/waiting-bytes/waiting-now';
import { changesOf } from '../../database/rxdb-internals/changes-of';

const EVERY_MS = 10_000;
/** That many the office has whole and has not answered for. */
const MOST_LOOKED_AT = 3;

function note(fileId: string, change: Pick<Here, 'isSending' | 'part'>): void {
  const known = waitingNow().get(fileId);
  if (known !== undefined) tellWaiting(new Map(waitingNow()).set(fileId, { ...known, ...change }));
}

/**
 * An item at rest; the same object where nothing about it changed, for whoever shows it is drawn anew by that, and the
 * same bytes in any case.
 */
function asBefore({ fileId, bytes, problem }: WaitingBytes): Here {
  const before = waitingNow().get(fileId);
  if (before !== undefined && !before.isSending && before.part === 0 && before.problem === problem) return before;
  const rests = { bytes: before?.bytes ?? bytes, isSending: false, part: 0 };
  return problem === undefined ? rests : { ...rests, problem };
}

/** The office is asked once more whether it takes what it did not. */
export async function bringAgain(db: SahaDatabase, fileId: string): Promise<void> {
  const item = (await waitingBytes(db.me.memberId)).find((each) => each.fileId === fileId);
  if (item === undefined) return;
  await keepBytes(db.me.memberId, { fileId, bytes: item.bytes, document: item.document });
  bringSoon();
}

/** Gives up what the office does not take, on this device and wherever it is listed. */
export async function removeWaiting(db: SahaDatabase, fileId: string): Promise<void> {
  if ((await db.collections.files.findOne(fileId).exec()) !== null)
    await editDocument(db, 'files', fileId, { deletedAt: db.clock.nowIso() });
  await letGoOf(db, fileId);
}

/** Works until it is stopped. */
export function startBringing(db: SahaDatabase, send: typeof sendBytes = sendBytes): () => void {
  let isStopped = false;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  const round = async () => {
    await db.opened;
    // In the order in which they were picked.
    const items = (await waitingBytes(db.me.memberId)).sort((a, b) =>
      a.document.createdAt < b.document.createdAt ? -1 : 1,
    );
    tellWaiting(new Map(items.map((item) => [item.fileId, asBefore(item)])));
    if (items.length === 0) return tellStuck(false);
    await navigator.locks.request(`saha-bytes-${db.me.memberId}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      let failed: unknown = null;
      const looking = new Set<Promise<void>>();
      for (const item of items)
        if (!isStopped && item.problem === undefined) {
          // While the office looks at one the line takes the next; one that does not go through keeps none waiting.
          await new Promise<void>((sent) => {
            const brought = bring(db, send, item, sent)
              .catch((error: unknown) => {
                failed ??= error;
              })
              .finally(() => {
                looking.delete(brought);
                sent();
              });
            looking.add(brought);
          });
          if (looking.size >= MOST_LOOKED_AT) await Promise.race(looking);
        }
      await Promise.all(looking);
      tellStuck(failed !== null);
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
  wokenBy(look);
  look();
  const timer = setInterval(look, EVERY_MS);
  window.addEventListener('online', look);
  // Once the office knows of a file its bytes may follow, or need not any more.
  // The screen stands before the store is open.
  let unfollow = () => undefined as void;
  const follow = () => {
    if (isStopped) return;
    const changes = changesOf(db.collections.files).subscribe(({ events }) => {
      if (events.some(({ documentId }) => waitingNow().has(documentId))) look();
    });
    unfollow = () => changes.unsubscribe();
    look();
  };
  void db.opened.then(follow).catch(() => undefined);
  return () => {
    isStopped = true;
    clearInterval(timer);
    window.removeEventListener('online', look);
    unfollow();
  };
}

/** `sent` is called once all of its bytes have left; the office may still look at them. */
async function bring(db: SahaDatabase, send: typeof sendBytes, item: WaitingBytes, sent: () => void): Promise<void> {
  const { fileId, bytes, document } = item;
  const tellOf: typeof note = (id, change) => {
    note(id, change);
    if (change.part === 1) sent();
  };
  const found = await db.collections.files.findOne(fileId).exec();
  if (found === null && navigator.onLine) {
    // A tab died between the bytes and their document; or it left this person's scope, and is the office's to judge.
    const answer = await send(fileId, bytes, tellOf);
    // Given up after it was refused: made anew it would be refused again, and come back however often that is.
    const isOver = answer === 'there' || (answer === 'unknown' && (await areGivenUp(db.me.memberId, fileId)));
    if (isOver) await letGoOf(db, fileId);
    else if (answer === 'unknown') await createDocument(db, 'files', document, fileId);
    else await notTaken(db, item, answer.code);
    return;
  }
  if (found === null) return;
  const { outbox, state, deletedAt } = found.toJSON() as { outbox: string; state?: string; deletedAt: string };
  if ((deletedAt !== '' && outbox === '') || (state ?? '') !== '') return letGoOf(db, fileId);
  if (outbox !== '' || !navigator.onLine) return;
  const answer = await send(fileId, bytes, tellOf);
  if (answer === 'there') return letGoOf(db, fileId);
  // This device says that the office has the document, and the office does not: somebody has to decide.
  await notTaken(db, item, answer === 'unknown' ? 'file.unknown' : answer.code);
}

async function notTaken(db: SahaDatabase, item: WaitingBytes, problem: string): Promise<void> {
  await keepBytes(db.me.memberId, { ...item, problem });
  const known = waitingNow().get(item.fileId);
  if (known !== undefined) tellWaiting(new Map(waitingNow()).set(item.fileId, { ...known, isSending: false, problem }));
}

async function letGoOf(db: SahaDatabase, fileId: string): Promise<void> {
  await forgetBytes(db.me.memberId, fileId);
  const rest = new Map(waitingNow());
  rest.delete(fileId);
  tellWaiting(rest);
}
