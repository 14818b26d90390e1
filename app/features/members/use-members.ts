import { useMemo } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import { beginDocuments } from '../../database/begun-documents';
import type { SahaDatabase } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';

const EVERYONE = { selector: {} };

/** Begins to read what useMembers will be asked for. */
export const beginMembers = (db: SahaDatabase): Promise<void> => beginDocuments(db, 'members', EVERYONE, 'all');

/** The team directory as this person may see it: everyone by name, and each by id. Empty while it is being read. */
export function useMembers(): {
  all: readonly MemberFields[];
  byId: ReadonlyMap<string, MemberFields>;
  areRead: boolean;
} {
  const documents = useDocuments('members', EVERYONE);
  const { locale } = useFormats();
  return useMemo(() => {
    const collator = new Intl.Collator(locale);
    const all = [...(documents ?? [])].sort((a, b) => collator.compare(a.fullName, b.fullName));
    return { all, byId: new Map(all.map((member) => [member.id, member])), areRead: documents !== undefined };
  }, [documents, locale]);
}
