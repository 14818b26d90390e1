import { useState, type FormEvent } from 'react';
import { settingValue } from '../../../../sync/rules/settings';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/panel';
import { TextField } from '../../../ui/text-field';
import styles from '../settings.module.css';
import { useSettings } from '../settings-context';
import { useDecide } from './use-decide';

/** What one SMS costs the office, and how its carrier counts. */
export default function SmsPart() {
  const t = useText();
  const formats = useFormats();
  const { sms } = useSettings();
  const { begin, decide } = useDecide();
  const [begun] = useState(() => begin('smsPrice', ''));
  const [typed, setTyped] = useState(sms.pricePerPart === null ? '' : formats.number(sms.pricePerPart));
  const perPart = /^\d{1,4}([.,]\d{1,4})?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : Number.NaN;
  const isRight = settingValue('smsPrice', { perPart }) !== null;
  const isEmpty = typed.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty)
      void decide(
        [{ key: 'smsPrice', subject: '', value: { perPart: 0 }, isArchived: true, begun }],
        t('settings.saved'),
      );
    else if (isRight)
      void decide(
        [{ key: 'smsPrice', subject: '', value: { perPart }, isArchived: false, begun }],
        t('settings.saved'),
      );
  };
  return (
    <Panel title={t('settings.part.sms')}>
      <form className={styles.form} onSubmit={save} noValidate>
        <TextField
          label={t('settings.sms.price')}
          description={t('settings.sms.priceHelp')}
          value={typed}
          onChange={setTyped}
          error={isEmpty || isRight ? undefined : t('settings.sms.priceWrong')}
          autoComplete="off"
        />
        <p>{t(sms.carrierHasTurkish ? 'settings.sms.turkish' : 'settings.sms.noTurkish')}</p>
        <Button
          type="submit"
          variant="primary"
          isDisabled={isEmpty ? sms.pricePerPart === null : !isRight || perPart === sms.pricePerPart}
        >
          {t('settings.save')}
        </Button>
      </form>
    </Panel>
  );
}
