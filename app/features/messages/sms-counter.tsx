import { measureSms, plainSms } from '../../../sync/rules/sms-text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { useSettings } from '../settings/settings-context';
import { SmsMeasure } from '../templates/sms-measure';
import styles from './compose-dialog.module.css';

/** What a text costs while it is typed, and the cheaper spelling where there is one. */
export function SmsCounter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useText();
  const { sms } = useSettings();
  const plain = plainSms(text);
  const [parts, fewer] = [text, plain ?? text].map((one) => measureSms(one, sms.carrierHasTurkish).parts);
  return (
    <div className={styles.counter}>
      <SmsMeasure text={text} />
      {plain !== null && fewer !== undefined && fewer < (parts ?? 0) && (
        <Button variant="quiet" onPress={() => onChange(plain)}>
          {t('messages.sms.plain', { parts: fewer })}
        </Button>
      )}
    </div>
  );
}
