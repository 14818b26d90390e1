/** Brings what came with messages among the files of their customers: fetched by us, and kept once. */
import type { Deps } from '../../deps';
import { WhatsappError } from '../../gateways/whatsapp/contract';
import type { Job } from '../../lib/job';
import { fileAway } from '../files/file-away';
import { noteFile, readPendingFiles, type PendingFile } from './incoming-files.store';

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
        await noteFile(deps.pool, one, 'pending');
        // The whole server is away: the others wait as well.
        if (error instanceof WhatsappError && error.code === 'unreachable') return EVERY_MS;
      }
    }
    return pending.length === AT_ONCE ? 0 : null;
  },
};

async function fetchOne(deps: Deps, one: PendingFile): Promise<void> {
  const found = await deps.whatsapp.file(one.instance, one.keyId);
  if (found === null) return noteFile(deps.pool, one, 'gone');
  const { fileId } = await fileAway(deps, {
    customerId: one.customerId,
    conversationId: one.conversationId,
    messageId: one.messageId,
    name: one.fileName || NAMES[one.kind] || found.fileName,
    bytes: found.bytes,
    label: one.fromMe ? 'sent' : 'received',
    source: 'chat',
    at: one.at,
  });
  await deps.writeAsOffice('messages', [{ id: one.messageId, values: { fileId } }], CAUSE);
  await noteFile(deps.pool, one, 'done');
}
