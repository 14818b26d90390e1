import { MAX_SMS_PARTS, measureSms } from '../../../sync/rules/sms-text';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useSettings } from '../settings/settings-context';
import styles from './sms-measure.module.css';

/** What a text costs as SMS, while it is typed: how many, for how much where the office said so, and what makes it dearer. */
export function SmsMeasure({ text }: { text: string }) {
  const t = useText();
  const formats = useFormats();
  const { sms } = useSettings();
  const { spelling, parts, left } = measureSms(text, sms.carrierHasTurkish);
  return (
    <p role="status" className={parts > MAX_SMS_PARTS ? styles.tooLong : styles.measure}>
      {t('messages.sms.parts', { parts, left })}
      {sms.pricePerPart !== null && ` · ${formats.lira(parts * sms.pricePerPart)}`}
      {spelling !== 'gsm' && ` · ${t(`messages.sms.spelling.${spelling}`)}`}
    </p>
  );
}
