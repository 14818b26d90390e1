import { v7 as uuidv7 } from 'uuid';
import type { FileSource } from '../../../sync/collections/file';
import type { ErrorCode } from '../../../sync/errors';
import { cleanFileName, endingOf } from '../../../sync/rules/file-name';
import { FILE_TYPES, MAX_FILE_BYTES } from '../../../sync/rules/file-types';
import type { SahaDatabase } from '../../database/saha-database';
import { createDocument } from '../../database/write';
import { forgetBytes, keepBytes } from '../../database/waiting-bytes/kept-bytes';
import { bringSoon } from '../../database/waiting-bytes/waiting-now';

const KNOWN_ENDINGS = new Set([
  ...Object.values(FILE_TYPES).flatMap(({ endings }) => endings),
  ...['heic', 'heif', 'avif'],
]);

/** What can be told before anything is sent; the office looks into the bytes themselves. */
export function refusalOfFile({ name, size }: Pick<File, 'name' | 'size'>): ErrorCode | null {
  if (size === 0) return 'file.empty';
  if (size > MAX_FILE_BYTES) return 'file.tooLarge';
  return KNOWN_ENDINGS.has(endingOf(cleanFileName(name))) ? null : 'file.typeRefused';
}

export type AddedWith = {
  readonly fileId: string;
  readonly conversationId: string;
  readonly messageId: string;
  /** What is stored between the bytes and the file itself. */
  readonly store: () => Promise<void>;
};

/**
 * Puts a file among the customer's; resolves once its bytes are safe on this device. `message`: it leaves with one;
 * `appointmentId`: it belongs to one. Under a `fileId` of the caller's it is one file, however often it is tried.
 * Throws where they are not.
 */
export async function addFile(
  db: SahaDatabase,
  customerId: string,
  file: File,
  source: FileSource,
  message?: AddedWith,
  appointmentId = '',
  fileId: string = message?.fileId ?? uuidv7(),
): Promise<void> {
  const document = {
    customerId,
    conversationId: message?.conversationId ?? '',
    messageId: message?.messageId ?? '',
    appointmentId,
    name: cleanFileName(file.name),
    note: '',
    labels: [],
    source,
    createdBy: db.me.memberId,
    createdAt: db.clock.nowIso(),
    deletedAt: '',
  };
  await keepBytes(db.me.memberId, { fileId, bytes: file, document });
  try {
    await (message === undefined ? createDocument(db, 'files', document, fileId) : message.store());
  } catch (error) {
    // Whoever is told that it was not taken takes it again: these bytes would become a file beside that one.
    await forgetBytes(db.me.memberId, fileId);
    throw error;
  }
  // A message that stands must not be written again: what is missing is made of the bytes at the next look.
  if (message !== undefined) await createDocument(db, 'files', document, fileId).catch(() => undefined);
  bringSoon();
}
