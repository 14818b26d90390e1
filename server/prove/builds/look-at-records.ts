/** What the screens read of a tablet's documents, record by record: outbox, cards, changes and a customer's time. */
import { plain } from '../../../app/database/use-document';
import { outboxEntry } from '../../../app/features/outbox/outbox-entries';
import { recordsInTime } from '../../../app/features/journey/records-in-time';
import type { RecordKind, TimelineKind } from '../../../app/records/record-kind';
import { RECORD_KINDS } from '../../../app/records/record-kinds';
import { COLLECTIONS, WRITABLE_COLLECTIONS } from '../../../sync/collections/registry';
import type { OfficeTablet } from './two-builds';

const TOOLS = { t: (key: string) => key, formats: new Proxy({}, { get: () => () => '' }) } as never;

/** Answers what could not be said, by collection and id. */
export async function lookAtRecords({ rx }: OfficeTablet): Promise<string[]> {
  const failed: string[] = [];
  for (const name of WRITABLE_COLLECTIONS) {
    const kind = RECORD_KINDS[name] as RecordKind;
    const found = await (rx.collections[name] as unknown as (typeof rx.collections)['customers']).find().exec();
    const documents = found.map((one) => plain(name, one) as never as { id: string; outbox: string });
    for (const document of documents)
      try {
        const { title, href } = kind.wordsOf(document as never, 'Işıl', TOOLS);
        if (title === '' || href === '') failed.push(`${name} ${document.id} has no words`);
        for (const field of Object.keys(COLLECTIONS[name].fields))
          kind.fields[field]?.say?.((document as unknown as Record<string, unknown>)[field], TOOLS);
        if (document.outbox !== '') outboxEntry(name, document as never);
        if (kind.timeline !== undefined)
          recordsInTime(name, kind.timeline as TimelineKind<never> as never, [document] as never, Date.now());
      } catch (error) {
        failed.push(`${name} ${document.id}: ${String(error)}`);
      }
  }
  return failed;
}
