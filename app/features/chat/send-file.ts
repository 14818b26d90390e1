/**
 * A file in a conversation. Whatever happens to the network, the device or the tab, the message waits for its bytes at
 * the office and leaves once.
 */
import { v7 as uuidv7 } from 'uuid';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { FileSource } from '../../../sync/collections/file';
import { fileIdOf } from '../../../sync/collections/file';
import type { TemplateFile } from '../../../sync/collections/template';
import type { SahaDatabase } from '../../database/saha-database';
import { addFile } from '../files/add-files';
import { sentKindOf } from '../messages/sent-kind';
import { writeMessage } from '../messages/write-message';

export type FileMessage = {
  /** Below it; '' for none. */
  readonly caption: string;
  /** What it answers, '' for nothing. */
  readonly quotedId?: string;
  /** To leave then and not before; '' at once. */
  readonly sendAt?: string;
};
/** With words of its own. */
export type FileMail = {
  readonly subject: string;
  readonly body: string;
  readonly templateId: string;
  /** What goes along besides, of the office's own. */
  readonly carried: readonly TemplateFile[];
};

const aboutOf = (message: FileMessage | FileMail) => {
  if ('subject' in message) return { channel: 'email', ...message } as const;
  const { caption, ...more } = message;
  return { channel: 'whatsapp', subject: '', body: caption, templateId: '', ...more } as const;
};

/**
 * Sends a file that stands among the customer's already. Resolves once that is safe on the device. Throws
 * DatabaseError.
 */
export function sendStoredFile(
  db: SahaDatabase,
  file: { readonly id: string; readonly customerId: string; readonly type?: string },
  message: FileMessage | FileMail,
): Promise<void> {
  return writeMessage(db, file.customerId, {
    ...aboutOf(message),
    file: { id: file.id, kind: sentKindOf(file.type ?? '') },
  });
}

/** Sends what was picked, photographed or recorded; it stands among the customer's files from then on. Throws. */
export async function sendNewFile(
  db: SahaDatabase,
  customerId: string,
  file: File,
  message: FileMessage | FileMail,
  spoken?: { readonly seconds: number; readonly peaks: readonly number[] },
  source: FileSource = 'upload',
): Promise<void> {
  const id = uuidv7();
  const fileId = fileIdOf(id);
  const kind = spoken === undefined ? sentKindOf(file.type) : 'audio';
  const about = aboutOf(message);
  await addFile(db, customerId, file, source, {
    fileId,
    conversationId: conversationIdOf(about.channel, customerId),
    messageId: id,
    store: () => writeMessage(db, customerId, { ...about, file: { id: fileId, kind, ...spoken } }, { id }),
  });
}
