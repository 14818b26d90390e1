import { v7 as uuidv7 } from 'uuid';
import { conversationIdOf, type MessageChannel } from '../../../sync/collections/conversation';
import { fileIdOf } from '../../../sync/collections/file';
import type { SentKind } from '../../../sync/collections/message';
import type { TemplateFile } from '../../../sync/collections/template';
import type { SahaDatabase } from '../../database/saha-database';
import { createDocument, editDocument } from '../../database/write';
import { sentKindOf } from './sent-kind';

export type Written = {
  readonly channel: MessageChannel;
  readonly subject: string;
  readonly body: string;
  readonly templateId: string;
  /** What it answers, '' for nothing. */
  readonly quotedId?: string;
  /** To leave then and not before; '' at once. */
  readonly sendAt?: string;
  readonly file?: WrittenFile;
  /** What goes along of the office's own files: of WhatsApp one, where it has no file. */
  readonly carried?: readonly TemplateFile[];
};
/** The file it leaves with; `seconds` and `peaks` (0 to 100) of what was spoken. */
export type WrittenFile = {
  readonly id: string;
  readonly kind: SentKind;
  readonly seconds?: number;
  readonly peaks?: readonly number[];
};

/** Puts a message among what waits to be sent; resolves once it is safe on the device. Throws DatabaseError. */
export async function writeMessage(
  db: SahaDatabase,
  customerId: string,
  written: Written,
  { id = uuidv7(), createdAt = new Date(db.clock.nowMs()).toISOString() } = {},
): Promise<void> {
  const by = { customerId, channel: written.channel, createdBy: db.me.memberId, createdAt };
  const conversationId = conversationIdOf(written.channel, customerId);
  await createDocument(db, 'conversations', by, conversationId);
  const { carried = [] } = written;
  const file = written.file ?? firstCarried(id, carried);
  const fields = {
    ...by,
    conversationId,
    direction: 'out' as const,
    subject: written.subject.trim(),
    body: written.body.trim(),
    cancelledAt: '',
    releasedAt: '',
    bulkId: '',
    templateId: written.templateId,
    quotedId: written.quotedId ?? '',
    sendAt: written.sendAt ?? '',
    ...(file === undefined ? {} : { fileId: file.id, kind: file.kind }),
    ...(carried.length === 0 ? {} : { carriedIds: carried.map((each) => each.id) }),
    ...(file?.seconds === undefined ? {} : { seconds: file.seconds, peaks: [...(file.peaks ?? [])] }),
  };
  await createDocument(db, 'messages', fields, id);
}

/** The office files it under that id. */
function firstCarried(id: string, [first]: readonly TemplateFile[]): WrittenFile | undefined {
  return first === undefined ? undefined : { id: fileIdOf(id, first.id), kind: sentKindOf(first.type) };
}

/** It shall not leave: counts where it has not. Files that were there for it alone go among the deleted ones. */
export async function cancelMessage(db: SahaDatabase, id: string, fileId = ''): Promise<void> {
  const at = new Date(db.clock.nowMs()).toISOString();
  await editDocument(db, 'messages', id, { cancelledAt: at });
  const message = await db.collections.messages.findOne(id).exec();
  const carriedIds = (message?.toJSON() as { carriedIds?: string[] } | undefined)?.carriedIds ?? [];
  const ids = new Set([...(fileId === '' ? [] : [fileId]), ...carriedIds.map((each) => fileIdOf(id, each))]);
  for (const file of (await db.collections.files.findByIds([...ids]).exec()).values())
    if (file.messageId === id) await editDocument(db, 'files', file.id, { deletedAt: at });
}

/** It waited long, and may leave after all. */
export function releaseMessage(db: SahaDatabase, id: string): Promise<void> {
  return editDocument(db, 'messages', id, { releasedAt: new Date(db.clock.nowMs()).toISOString() });
}
