import { useMemo } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import { useDocuments } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';

const EVERYONE = { selector: {} };

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
