/** Brings what came with messages among the files of their customers: fetched by us, and kept once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MAX_FILE_BYTES } from '../../../sync/rules/file-types';
import type { Deps } from '../../deps';
import { WhatsappError } from '../../gateways/whatsapp/contract';
import type { Job } from '../../lib/job';
import { fileAway, type ComingFile } from '../files/file-away';
import { MOST_TRIES, noteFile, readPendingFiles, type PendingFile } from './incoming-files.store';

const SLICE_MS = 15_000;
const AT_ONCE = 10;
const EVERY_MS = 60_000;
/** Of a message that has a file without a name. */
const NAMES: Readonly<Record<string, string>> = {
  image: 'foto.jpg',
  video: 'video.mp4',
  audio: 'ses.ogg',
  sticker: 'cikartma.webp',
  document: 'belge',
};
const CAUSE = 'job:fetch-files';

export const fetchFilesJob: Job = {
  name: 'fetch-files',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    const pending = await readPendingFiles(deps.pool, AT_ONCE);
    for (const one of pending) {
      if (signal.aborted || performance.now() > endsAtMs) return 0;
      try {
        await fetchOne(deps, one);
      } catch (error) {
        deps.log.warn({ err: error, message: one.messageId }, 'a file of a message could not be fetched');
        // The whole server is away: the others wait as well, and it says nothing about this one. Where it does answer
        // it was this one that took too long: tried first again and again it would keep all others from coming.
        if (error instanceof WhatsappError && error.code !== 'refused' && !(await isAnswering(deps, one)))
          return EVERY_MS;
        if (one.tries + 1 >= MOST_TRIES) await giveUp(deps, one, 'file.gone');
        else await noteFile(deps.pool, one, 'pending');
      }
    }
    return pending.length === AT_ONCE ? 0 : null;
  },
};

const isAnswering = ({ whatsapp }: Deps, { instance }: PendingFile): Promise<boolean> =>
  whatsapp.state(instance).then(
    () => true,
    () => false,
  );

async function fetchOne(deps: Deps, one: PendingFile): Promise<void> {
  // Nobody needs it to know that it is not kept.
  if (one.size > MAX_FILE_BYTES) return giveUp(deps, one, 'file.tooLarge');
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-coming-'));
  try {
    const into = path.join(folder, 'file');
    const found = await deps.whatsapp.file(one.instance, one.keyId, into, MAX_FILE_BYTES);
    if (found.kind !== 'fetched') return await giveUp(deps, one, found.kind === 'gone' ? 'file.gone' : 'file.tooLarge');
    await keep(deps, one, { path: into }, found.fileName);
    await noteFile(deps.pool, one, 'done');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** It stands among the files as one that is not kept, and why, so that people know that it came. */
async function giveUp(deps: Deps, one: PendingFile, code: 'file.gone' | 'file.tooLarge'): Promise<void> {
  await keep(deps, one, { code }, '');
  await noteFile(deps.pool, one, 'gone');
}

async function keep(deps: Deps, one: PendingFile, bytes: ComingFile['bytes'], foundName: string): Promise<void> {
  const { fileId } = await fileAway(deps, {
    customerId: one.customerId,
    conversationId: one.conversationId,
    messageId: one.messageId,
    name: one.fileName || NAMES[one.kind] || foundName,
    bytes,
    label: one.fromMe ? 'sent' : 'received',
    source: 'chat',
    at: one.at,
  });
  await deps.writeAsOffice('messages', [{ id: one.messageId, values: { fileId } }], CAUSE);
}
