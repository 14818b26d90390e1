import type { FormEvent } from 'react';
import { longestText } from '../../../../sync/collections/longest-text';
import { SETTING_SHAPES, SIGNATURES, type WeekHours } from '../../../../sync/rules/setting-values';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { ComboBox } from '../../../ui/combo-box';
import { Panel } from '../../../ui/panel';
import { Segmented } from '../../../ui/segmented';
import { TextField } from '../../../ui/text-field';
import styles from '../settings.module.css';
import { useSettings } from '../settings-context';
import { LogoPanel } from './logo-panel';
import { useDecide } from './use-decide';
import { useTyped } from './use-typed';
import { isWeekInOrder, WeekEditor } from './week-editor';

const ZONES = Intl.supportedValuesOf('timeZone');
const zoneName = (zone: string) => zone.replaceAll('_', ' ');

/** What the office is called, its logo, which clock it keeps, when it is open, and whether its customers sign. */
export default function OfficePart() {
  return (
    <>
      <NameAndZone />
      <LogoPanel />
      <Hours />
      <Signature />
    </>
  );
}

function NameAndZone() {
  const t = useText();
  const { office } = useSettings();
  const { begin, decide } = useDecide();
  const typedName = useTyped<string>(() => begin('officeName', ''));
  const typedZone = useTyped<string>(() => begin('officeZone', ''));
  const name = typedName.value ?? office.name;
  const zone = typedZone.value ?? office.zone;
  const zones = ZONES.includes(zone) ? ZONES : [zone, ...ZONES];
  const save = (event: FormEvent) => {
    event.preventDefault();
    void decide(
      [
        ...(name.trim() === office.name
          ? []
          : [{ key: 'officeName' as const, subject: '', value: { name: name.trim() }, begun: typedName.begun }]),
        ...(zone === office.zone
          ? []
          : [{ key: 'officeZone' as const, subject: '', value: { zone }, begun: typedZone.begun }]),
      ],
      t('settings.saved'),
    ).then((isStored) => {
      if (!isStored) return;
      typedName.forget();
      typedZone.forget();
    });
  };
  return (
    <Panel title={t('settings.part.office')} isTitleHidden>
      <form className={styles.form} onSubmit={save} noValidate>
        <TextField
          label={t('settings.key.officeName')}
          value={name}
          onChange={typedName.type}
          maxLength={longestText(SETTING_SHAPES.officeName.shape.name)}
          autoComplete="organization"
        />
        <ComboBox
          label={t('settings.key.officeZone')}
          value={zone}
          onChange={(id) => typedZone.type(id ?? office.zone)}
          options={zones.map((id) => ({ id, label: zoneName(id) }))}
        />
        <Button type="submit" variant="primary" isDisabled={name.trim() === office.name && zone === office.zone}>
          {t('settings.save')}
        </Button>
      </form>
    </Panel>
  );
}

function Hours() {
  const t = useText();
  const { office } = useSettings();
  const { begin, decide } = useDecide();
  const { value: draft, begun, type, forget } = useTyped<WeekHours>(() => begin('officeHours', ''));
  const days = draft ?? office.hours;
  const save = () =>
    decide(
      [{ key: 'officeHours', subject: '', value: { days: days.map((spans) => [...spans]) }, begun }],
      t('settings.week.saved'),
    ).then((isStored) => {
      if (isStored) forget();
    });
  return (
    <Panel title={t('settings.key.officeHours')}>
      <div className={styles.form}>
        <WeekEditor days={days} onChange={type} />
        {!isWeekInOrder(days) && (
          <p role="alert" className={styles.refusal}>
            {t('settings.week.wrong')}
          </p>
        )}
        <Button variant="primary" isDisabled={draft === null || !isWeekInOrder(days)} onPress={() => void save()}>
          {t('settings.save')}
        </Button>
      </div>
    </Panel>
  );
}

function Signature() {
  const t = useText();
  const { consentSignature } = useSettings();
  const { begin, decide } = useDecide();
  const choose = (asked: (typeof SIGNATURES)[number]) =>
    void decide(
      [{ key: 'consentSignature', subject: '', value: { asked }, begun: begin('consentSignature', '') }],
      t('settings.saved'),
    );
  return (
    <Panel title={t('settings.key.consentSignature')}>
      <div className={styles.form}>
        <Segmented
          label={t('settings.signature.label')}
          options={SIGNATURES.map((id) => ({ id, label: t(`settings.signature.${id}`) }))}
          value={consentSignature}
          onChange={choose}
        />
        <p className={styles.lead}>{t('settings.signature.help')}</p>
      </div>
    </Panel>
  );
}
