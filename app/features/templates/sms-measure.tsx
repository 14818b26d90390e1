import { MAX_SMS_PARTS, measureSms } from '../../../sync/rules/sms-text';
import { hasPlaces, withoutPlaces } from '../../../sync/rules/template-text';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useSettings } from '../settings/settings-context';
import styles from './sms-measure.module.css';

/**
 * What a text costs as SMS, while it is typed: how many, for how much where the office said so, and what makes it
 * dearer. Places count as nothing, for their names are not what leaves. `isLive`: said aloud as it changes.
 */
export function SmsMeasure({ text, isLive = true }: { text: string; isLive?: boolean }) {
  const t = useText();
  const formats = useFormats();
  const { sms } = useSettings();
  const { spelling, parts, left } = measureSms(withoutPlaces(text), sms.carrierHasTurkish);
  return (
    <p role={isLive ? 'status' : undefined} className={parts > MAX_SMS_PARTS ? styles.tooLong : styles.measure}>
      {t('messages.sms.parts', { parts, left })}
      {sms.pricePerPart !== null && ` · ${formats.lira(parts * sms.pricePerPart)}`}
      {hasPlaces(text) && ` · ${t('messages.sms.places')}`}
      {spelling !== 'gsm' && ` · ${t(`messages.sms.spelling.${spelling}`)}`}
    </p>
  );
}
