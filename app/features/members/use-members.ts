import { useMemo } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import type { SahaDatabase } from '../../database/saha-database';
import { beginAllDocuments, useAllDocuments } from '../../database/use-all-documents';
import { useFormats } from '../../i18n/formats';

/** Begins to read what useMembers will be asked for. */
export const beginMembers = (db: SahaDatabase): Promise<void> => beginAllDocuments(db, 'members');

type Directory = {
  all: readonly MemberFields[];
  byId: ReadonlyMap<string, MemberFields>;
  areRead: boolean;
};
const NOBODY: Directory = { all: [], byId: new Map(), areRead: false };
/** A screen asks in many places for the same people, and each had them sorted anew. */
let last: { documents: readonly MemberFields[]; locale: string; directory: Directory } | null = null;

/** The team directory as this person may see it: everyone by name, and each by id. Empty while it is being read. */
export function useMembers(): Directory {
  const documents = useAllDocuments('members');
  const { locale } = useFormats();
  return useMemo(() => {
    if (documents === undefined) return NOBODY;
    if (last !== null && last.locale === locale && isSameList(last.documents, documents)) return last.directory;
    const collator = new Intl.Collator(locale);
    const all = [...documents].sort((a, b) => collator.compare(a.fullName, b.fullName));
    const directory = { all, byId: new Map(all.map((member) => [member.id, member])), areRead: true };
    last = { documents, locale, directory };
    return directory;
  }, [documents, locale]);
}

const isSameList = (a: readonly object[], b: readonly object[]) =>
  a === b || (a.length === b.length && a.every((one, at) => one === b[at]));
