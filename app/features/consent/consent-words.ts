import { signaturePath } from '../../../sync/rules/consent-evidence';
import type { Formats } from '../../i18n/formats';
import type { Text } from '../../i18n/use-text';

/** The office writes so what came by a link, with the instant at which the link was made. */
const LINK = /^link (\d{4}-\S+Z)$/;

/** What proves it, in words; '' where nothing does. */
export function evidenceWords(evidence: string, t: Text, formats: Pick<Formats, 'dateTime'>): string {
  if (evidence === '') return '';
  const madeAt = LINK.exec(evidence)?.[1];
  if (madeAt !== undefined) return t('consents.evidence.link', { when: formats.dateTime(madeAt) });
  return signaturePath(evidence) === null
    ? t('consents.evidence.words', { evidence })
    : t('consents.evidence.signature');
}
