import type { FormEvent } from 'react';
import { settingValue } from '../../../../sync/rules/settings';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/panel';
import { TextField } from '../../../ui/text-field';
import styles from '../settings.module.css';
import { useSettings } from '../settings-context';
import { useDecide } from './use-decide';
import { useTyped } from './use-typed';

/** What one SMS costs the office, and how its carrier counts. */
export default function SmsPart() {
  const t = useText();
  const formats = useFormats();
  const { sms } = useSettings();
  const { begin, decide } = useDecide();
  const { value, begun, type, forget } = useTyped<string>(() => begin('smsPrice', ''));
  const typed = value ?? (sms.pricePerPart === null ? '' : formats.number(sms.pricePerPart));
  const perPart = /^\d{1,4}([.,]\d{1,4})?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : Number.NaN;
  const isRight = settingValue('smsPrice', { perPart }) !== null;
  const isEmpty = typed.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty && !isRight) return;
    const price = isEmpty ? { value: { perPart: 0 }, isArchived: true } : { value: { perPart }, isArchived: false };
    void decide([{ key: 'smsPrice', subject: '', ...price, begun }], t('settings.saved')).then((isStored) => {
      if (isStored) forget();
    });
  };
  return (
    <Panel title={t('settings.part.sms')} isTitleHidden>
      <form className={styles.form} onSubmit={save} noValidate>
        <TextField
          label={t('settings.sms.price')}
          description={t('settings.sms.priceHelp')}
          value={typed}
          onChange={type}
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
