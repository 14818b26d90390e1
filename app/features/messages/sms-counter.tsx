import { MAX_SMS_PARTS, measureSms, plainSms } from '../../../sync/rules/sms-text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import styles from './compose-dialog.module.css';

/** What a text costs while it is typed, and the cheaper spelling where there is one. */
export function SmsCounter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useText();
  const { spelling, parts, left } = measureSms(text, true);
  const plain = plainSms(text);
  const saved = plain === null ? 0 : parts - measureSms(plain, true).parts;
  return (
    <div className={styles.counter}>
      <p role="status" className={parts > MAX_SMS_PARTS ? styles.closed : undefined}>
        {t('messages.sms.parts', { parts, left })} {spelling !== 'gsm' && t(`messages.sms.spelling.${spelling}`)}
      </p>
      {plain !== null && saved > 0 && (
        <Button variant="quiet" onPress={() => onChange(plain)}>
          {t('messages.sms.plain', { parts: parts - saved })}
        </Button>
      )}
    </div>
  );
}
