import type { FileMark } from '../../../sync/collections/file';
import type { Deps } from '../../deps';

/** A file that stands already went with a message, or came with one: once however often it is said. */
export async function markFile({ writeAsOffice }: Pick<Deps, 'writeAsOffice'>, fileId: string, mark: FileMark) {
  const values = (stands: Readonly<Record<string, unknown>> | null) => {
    const marks = (stands?.['marks'] ?? []) as readonly string[];
    return stands === null || marks.includes(mark) ? null : { marks: [...marks, mark].sort() };
  };
  await writeAsOffice('files', [{ id: fileId, values }], 'link:message');
}

/** The files of messages that turn out to be this customer's. */
export async function moveFiles(
  { writeAsOffice }: Pick<Deps, 'writeAsOffice'>,
  fileIds: readonly string[],
  customerId: string,
): Promise<void> {
  await writeAsOffice(
    'files',
    fileIds.map((id) => ({ id, values: { customerId } })),
    'link:customer',
  );
}
