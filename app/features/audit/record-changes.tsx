import { useEffect } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { shortened } from '../../../sync/rules/audited-text';
import { errorText, isOffline } from '../../api/client';
import { useDocument } from '../../database/use-document';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { useRecordKind } from '../../records/records-context';
import { customerName } from '../customers/customer-name';
import { useMembers } from '../members/use-members';
import { ownTime, shownChanges, type ChangeEntry } from './change-list';
import styles from './record-changes.module.css';
import { useBringBack } from './use-bring-back';
import { useChanges } from './use-changes';
import { useValueWords } from './use-value-words';

/** Who changed what of a record, when and where. Only the office knows; without network the list says so. */
export default function RecordChanges({ collection, id }: { collection: WritableCollectionName; id: string }) {
  const t = useText();
  const { connection, lastSyncAt } = useSyncStatus();
  const { entries, error, isLoading, hasMore, loadMore, reload } = useChanges(collection, id);
  const bringBack = useBringBack(collection, id, entries);
  // What this device has just sent shows without being asked for.
  useEffect(() => {
    if (connection === 'online' && lastSyncAt !== null && error !== undefined) reload();
  }, [connection, lastSyncAt]); // eslint-disable-line react-hooks/exhaustive-deps -- only a new contact asks again
  if (error !== undefined && (entries === undefined || isOffline(error))) {
    return isOffline(error) ? (
      <EmptyState
        illustration="offline"
        title={t('audit.offline.title')}
        action={<Button onPress={reload}>{t('audit.again')}</Button>}
      >
        {t('audit.offline.body')}
      </EmptyState>
    ) : (
      <EmptyState
        illustration="trouble"
        title={t(errorText(error))}
        action={<Button onPress={reload}>{t('audit.again')}</Button>}
      />
    );
  }
  if (entries === undefined) return <Skeleton rows={4} />;
  if (entries.length === 0 && !hasMore)
    return (
      <EmptyState illustration="field" title={t('audit.empty.title')}>
        {t('audit.empty.body')}
      </EmptyState>
    );
  return (
    <div className={styles.changes}>
      <ol className={styles.list}>
        {entries.map((entry, at) => (
          <li key={entry.id}>
            <Entry
              collection={collection}
              entry={entry}
              isOfMerged={entry.documentId !== id}
              bringBack={(field) => bringBack(at, field)}
            />
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button variant="quiet" isDisabled={isLoading} onPress={loadMore}>
          {t('audit.more')}
        </Button>
      )}
    </div>
  );
}

/** Which of the person's records it is, as one says it. */
function useMergedWords(customerId: string | undefined): string {
  const t = useText();
  const record = useDocument('customers', customerId);
  return record === undefined || record === null
    ? t('audit.ofMergedRecord')
    : t('audit.ofMerged', { name: customerName(record, t) });
}

function Entry({
  collection,
  entry,
  isOfMerged,
  bringBack,
}: {
  collection: WritableCollectionName;
  entry: ChangeEntry;
  /** Of another record, which was merged into this one. */
  isOfMerged: boolean;
  bringBack: (field: string) => (() => void) | null;
}) {
  const t = useText();
  const formats = useFormats();
  const { byId } = useMembers();
  const { labelOf, wordsOf } = useValueWords(collection);
  const nameOf = (memberId: string) => byId.get(memberId)?.fullName ?? t('audit.unknownMember');
  const ownAt = ownTime(entry);
  const merged = useMergedWords(isOfMerged ? entry.documentId : undefined);
  const { fields } = useRecordKind(collection);
  const isCustomers = entry.changes.some(({ field }) => fields[field]?.isCustomers === true);
  const changes = shownChanges(entry, (field) => fields[field]?.isSilent === true);
  return (
    <article className={styles.entry}>
      <header className={styles.head}>
        <h3 className={styles.title}>
          {t(`audit.action.${entry.action}`, {
            name: entry.memberId === '' ? t(isCustomers ? 'audit.customer' : 'audit.office') : nameOf(entry.memberId),
          })}
        </h3>
        <time dateTime={ownAt ?? entry.at} className={styles.time}>
          {formats.dateTime(ownAt ?? entry.at)}
        </time>
      </header>
      <p className={styles.about}>
        {[
          isOfMerged ? merged : '',
          entry.deviceLabel,
          ownAt === null ? '' : t('audit.arrived', { when: formats.dateTime(entry.at) }),
          entry.importedBy === '' ? '' : t('audit.importedBy', { name: nameOf(entry.importedBy) }),
        ]
          .filter((part) => part !== '')
          .map((part) => (
            <span key={part}>{part}</span>
          ))}
      </p>
      {changes.length > 0 && (
        <dl className={styles.fields}>
          {changes.map(({ field, before, after }) => {
            const back = entry.action === 'create' ? null : bringBack(field);
            return (
              <div key={field} className={styles.field}>
                <dt className={styles.label}>{labelOf(field)}</dt>
                <dd className={styles.values}>
                  {entry.action !== 'create' && (
                    <>
                      <del className={styles.before}>{wordsOf(field, shortened(before))}</del>{' '}
                      <span aria-hidden="true">→</span>{' '}
                    </>
                  )}
                  <ins className={styles.after}>{wordsOf(field, after)}</ins>
                  {back !== null && (
                    <Button
                      variant="quiet"
                      className={styles.back}
                      aria-label={t('audit.bringBackField', { field: labelOf(field) })}
                      onPress={back}
                    >
                      {t('audit.bringBack')}
                    </Button>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </article>
  );
}
