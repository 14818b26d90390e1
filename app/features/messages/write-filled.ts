import { MAX_CAPTION_LENGTH } from '../../../sync/collections/message';
import type { TemplateFile } from '../../../sync/collections/template';
import type { SahaDatabase } from '../../database/saha-database';
import { writeMessage, type Written } from './write-message';

export type Filled = Omit<Written, 'file' | 'carried'> & { readonly carried: readonly TemplateFile[] };

/**
 * Writes what a template filled, with the files it takes along: a mail takes them all, WhatsApp one to a message, the
 * words below the first where there is room for them. `onWritten` hears what is left to write after each. Throws
 * DatabaseError.
 */
export async function writeFilled(
  db: SahaDatabase,
  customerId: string,
  filled: Filled,
  onWritten: (left: Pick<Filled, 'body' | 'carried'>) => void = () => undefined,
): Promise<void> {
  const { carried, ...words } = filled;
  if (filled.channel !== 'whatsapp') {
    // An SMS has no room for files.
    await writeMessage(db, customerId, filled.channel === 'email' ? filled : words);
    onWritten({ body: '', carried: [] });
    return;
  }
  const isCaption = filled.body.trim().length <= MAX_CAPTION_LENGTH;
  const [first, ...rest] = carried;
  await writeMessage(db, customerId, isCaption && first !== undefined ? { ...words, carried: [first] } : words);
  let left = isCaption ? rest : carried;
  onWritten({ body: '', carried: left });
  while (left[0] !== undefined) {
    const [file] = left;
    await writeMessage(db, customerId, { ...words, body: '', templateId: '', quotedId: '', carried: [file] });
    left = left.slice(1);
    onWritten({ body: '', carried: left });
  }
}
