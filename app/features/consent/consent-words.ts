import { signaturePath } from '../../../sync/rules/consent-evidence';
import type { Text } from '../../i18n/use-text';

/** What proves it, in words; '' where nothing does. */
export function evidenceWords(evidence: string, t: Text): string {
  if (evidence === '') return '';
  return signaturePath(evidence) === null
    ? t('consents.evidence.words', { evidence })
    : t('consents.evidence.signature');
}
