import type { FormEvent } from 'react';
import { longestText } from '../../../../sync/collections/longest-text';
import { SETTING_SHAPES } from '../../../../sync/rules/setting-values';
import { settingValue } from '../../../../sync/rules/settings';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/panel';
import { TextField } from '../../../ui/text-field';
import styles from '../settings.module.css';
import { useSettings } from '../settings-context';
import { useDecide } from './use-decide';
import { useTyped } from './use-typed';

/** As whom the office mails: the name beside a person's own, the address, and whom answers to advertisements go to. */
export default function SenderPart() {
  const t = useText();
  const { sender } = useSettings();
  const { begin, decide } = useDecide();
  const { value: typed, begun, type, forget } = useTyped<typeof sender>(() => begin('sender', ''));
  const value = typed ?? sender;
  const trimmed = { name: value.name.trim(), address: value.address.trim(), replyTo: value.replyTo.trim() };
  const isAddress = (address: string) => settingValue('sender', { ...trimmed, address, replyTo: '' }) !== null;
  const wrong = (address: string) => (isAddress(address) ? undefined : t('error.consent.addressInvalid'));
  const isRight = settingValue('sender', trimmed) !== null;
  const isUnchanged =
    trimmed.name === sender.name && trimmed.address === sender.address && trimmed.replyTo === sender.replyTo;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isRight) return;
    void decide([{ key: 'sender', subject: '', value: trimmed, begun }], t('settings.saved')).then((isStored) => {
      if (isStored) forget();
    });
  };
  return (
    <Panel title={t('settings.part.sender')} isTitleHidden>
      <form className={styles.form} onSubmit={save} noValidate>
        <TextField
          label={t('settings.sender.name')}
          description={t('settings.sender.nameHelp')}
          value={value.name}
          onChange={(name) => type({ ...value, name })}
          maxLength={longestText(SETTING_SHAPES.sender.shape.name)}
          autoComplete="organization"
        />
        <TextField
          label={t('settings.sender.address')}
          description={t('settings.sender.addressHelp')}
          type="email"
          inputMode="email"
          value={value.address}
          onChange={(address) => type({ ...value, address })}
          error={wrong(trimmed.address)}
          autoCapitalize="off"
          autoComplete="off"
        />
        <TextField
          label={t('settings.sender.replyTo')}
          description={t('settings.sender.replyToHelp')}
          type="email"
          inputMode="email"
          value={value.replyTo}
          onChange={(replyTo) => type({ ...value, replyTo })}
          error={wrong(trimmed.replyTo)}
          autoCapitalize="off"
          autoComplete="off"
        />
        <Button type="submit" variant="primary" isDisabled={!isRight || isUnchanged}>
          {t('settings.save')}
        </Button>
      </form>
    </Panel>
  );
}
