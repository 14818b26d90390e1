import { useEffect, useState } from 'react';
import type { Basis } from '../../../sync/rules/document';
import { sameValue } from '../../../sync/rules/document';
import { stampDevice } from '../../../sync/rules/stamp';
import { shortened } from '../../../sync/rules/audited-text';
import { api } from '../../api/client';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { useMembers } from '../members/use-members';
import type { WritableCollectionName } from '../../../sync/collections/registry';

/**
 * Who wrote what stands, as one says it. A stamp names a device; whose it is only the office knows, when it answers.
 */
export function useWriter(collection: WritableCollectionName, id: string, now: Basis | null): string {
  const t = useText();
  const db = useDatabase();
  const { byId } = useMembers();
  const [memberId, setMemberId] = useState<string | null>(null);
  const isOwn = now !== null && stampDevice(now.stamp) === db.deviceId;
  const asked = now === null || isOwn ? null : JSON.stringify(now.values);
  useEffect(() => {
    setMemberId(null);
    if (asked === null) return;
    let isGone = false;
    const values = JSON.parse(asked) as Record<string, unknown>;
    api.audit.ofDocument.query({ collection, id, cursor: null }).then(
      ({ entries }) => {
        const entry = entries.find(
          ({ documentId, changes }) =>
            documentId === id &&
            changes.some(({ field, after }) => field in values && sameValue(after, shortened(values[field]))),
        );
        if (!isGone && entry !== undefined) setMemberId(entry.memberId);
      },
      // Without network the line says that it was somebody, and when.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [asked, collection, id]);
  if (isOwn) return t('conflicts.otherTab');
  return (memberId === null ? undefined : byId.get(memberId)?.fullName) ?? t('conflicts.somebody');
}
