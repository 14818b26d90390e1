import type { FormEvent } from 'react';
import { longestText } from '../../../../sync/collections/longest-text';
import { SETTING_SHAPES } from '../../../../sync/rules/setting-values';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/panel';
import { Switch } from '../../../ui/switch';
import { TextArea } from '../../../ui/text-field';
import styles from '../settings.module.css';
import { useSettings } from '../settings-context';
import { useDecide } from './use-decide';
import { useTyped } from './use-typed';

const { textTr, textEn } = SETTING_SHAPES.awayAnswer.shape;
const LONGEST = { tr: longestText(textTr), en: longestText(textEn) };

/** What WhatsApp answers by itself while the office is closed. */
export default function AwayPart() {
  const t = useText();
  const { awayAnswer } = useSettings();
  const { begin, decide } = useDecide();
  const { value: typed, begun, type, forget } = useTyped<typeof awayAnswer>(() => begin('awayAnswer', ''));
  const draft = typed ?? {
    isOn: awayAnswer.isOn,
    // What customers are sent has its own language, whatever its writer reads.
    textTr: awayAnswer.textTr || t('settings.away.sampleTr'),
    textEn: awayAnswer.textEn || (awayAnswer.textTr === '' ? t('settings.away.sampleEn') : ''),
  };
  const isMissing = draft.isOn && draft.textTr.trim() === '';
  const isTooLong = draft.textTr.trim().length > LONGEST.tr || draft.textEn.trim().length > LONGEST.en;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isMissing || isTooLong) return;
    const value = { isOn: draft.isOn, textTr: draft.textTr.trim(), textEn: draft.textEn.trim() };
    void decide([{ key: 'awayAnswer', subject: '', value, isArchived: false, begun }], t('settings.saved')).then(
      (isStored) => {
        if (isStored) forget();
      },
    );
  };
  return (
    <Panel title={t('settings.part.away')}>
      <form className={styles.form} onSubmit={save} noValidate>
        <Switch isSelected={draft.isOn} onChange={(isOn) => type({ ...draft, isOn })}>
          {t('settings.away.isOn')}
        </Switch>
        <p>{t('settings.away.help')}</p>
        <TextArea
          label={t('settings.away.textTr')}
          value={draft.textTr}
          onChange={(textTr) => type({ ...draft, textTr })}
          error={isMissing ? t('settings.away.missing') : undefined}
          maxLength={LONGEST.tr}
        />
        <TextArea
          label={t('settings.away.textEn')}
          value={draft.textEn}
          onChange={(textEn) => type({ ...draft, textEn })}
          maxLength={LONGEST.en}
        />
        <Button type="submit" variant="primary" isDisabled={isMissing || isTooLong}>
          {t('settings.save')}
        </Button>
      </form>
    </Panel>
  );
}
