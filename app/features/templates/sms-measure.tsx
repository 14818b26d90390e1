import { MAX_SMS_PARTS, measureSms } from '../../../sync/rules/sms-text';
import { useText } from '../../i18n/use-text';
import { useSettings } from '../settings/settings-context';
import styles from './sms-measure.module.css';

/** What a text costs as SMS, while it is typed. */
export function SmsMeasure({ text }: { text: string }) {
  const t = useText();
  const { sms } = useSettings();
  const { spelling, parts, left } = measureSms(text, sms.carrierHasTurkish);
  return (
    <p role="status" className={parts > MAX_SMS_PARTS ? styles.tooLong : styles.measure}>
      {t('messages.sms.parts', { parts, left })}
      {spelling !== 'gsm' && ` · ${t(`messages.sms.spelling.${spelling}`)}`}
    </p>
  );
}
