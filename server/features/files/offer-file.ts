/** Files of the office's own that templates take along: nobody's customer's, and every member may send them. */
import { cleanFileName } from '../../../sync/rules/file-name';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { fileAsOffered, keepOffered, type OfferedFile } from './offered.store';

/** Kept that long although no template names it: whoever works without a network may still send it. */
export const OFFERED_DAYS = 30;
const DAY_MS = 86_400_000;

/** Until when what is offered at this moment is kept, as an instant. */
export const offeredUntil = (nowMs: number) => new Date(nowMs + OFFERED_DAYS * DAY_MS).toISOString();

/**
 * Makes room for a file whose bytes its manager brings next, as those of any file (server/http/upload-routes.ts); once
 * however often it is asked for. Throws `file.unknown` where the id is that of another file.
 */
export async function offerFile(
  { withinOffice, now }: Pick<Deps, 'withinOffice' | 'now'>,
  memberId: string,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  await withinOffice('files', `member:${memberId}`, async ({ client, write, touch }) => {
    const { touched, outcomes } = await write('files', [
      {
        id,
        values: (stands) =>
          stands === null
            ? {
                customerId: '',
                conversationId: '',
                messageId: '',
                appointmentId: '',
                name: cleanFileName(name),
                note: '',
                labels: [],
                source: 'upload',
                marks: [],
                state: '',
                reason: '',
                type: '',
                size: 0,
                createdBy: memberId,
                createdAt: new Date(now()).toISOString(),
                deletedAt: '',
              }
            : null,
      },
    ]);
    if (outcomes[0]?.outcome === 'written') await keepOffered(client, id, offeredUntil(now()));
    else if ((await fileAsOffered(client, id)) === null) throw new CodedError('file.unknown', {}, 404);
    touch(touched);
  });
}

/** What became of it. Throws `file.unknown` where it is no file of the office's own. */
export async function showOffered({ pool }: Pick<Deps, 'pool'>, id: string): Promise<OfferedFile> {
  const file = await fileAsOffered(pool, id);
  if (file === null) throw new CodedError('file.unknown', {}, 404);
  return file;
}
