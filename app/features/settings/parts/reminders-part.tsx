import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  EVERY_KIND,
  MAX_REMINDER_STEPS,
  type ReminderNotice,
  type ReminderStep,
} from '../../../../sync/rules/setting-values';
import { reminderRuleOf, settingValue, type ReminderRule } from '../../../../sync/rules/settings';
import { useLanguage } from '../../../i18n/language';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Panel } from '../../../ui/panel';
import { Select } from '../../../ui/select';
import { Switch } from '../../../ui/switch';
import { TimePicker } from '../../../ui/time-picker';
import { useTemplates } from '../../templates/use-templates';
import styles from '../settings.module.css';
import { nameIn } from '../setting-words';
import { useSettings } from '../settings-context';
import { ladderId, LADDERS, ladderOf, NOBODY, STEP_MINUTES, useBeforeWords } from './reminder-choices';
import rows from './reminders-part.module.css';
import { useDecide } from './use-decide';
import { useTyped } from './use-typed';

const NOTICES = ['atBooking', 'atMove', 'atCancel'] as const;

/** When customers hear of their appointments: for all kinds, or for one that is treated otherwise. */
export default function RemindersPart() {
  const t = useText();
  const language = useLanguage();
  const settings = useSettings();
  const [kind, setKind] = useState(EVERY_KIND);
  const kinds = settings.appointmentKinds.filter(({ isArchived }) => !isArchived);
  return (
    <>
      <Panel title={t('reminders.rule.for')}>
        <div className={styles.form}>
          <Select
            label={t('reminders.rule.kind')}
            value={kind}
            onChange={setKind}
            options={[
              { id: EVERY_KIND, label: t('reminders.rule.everyKind') },
              ...kinds.map((one) => ({
                id: one.id,
                label: nameIn(one, language),
                ...(settings.reminderRules.has(one.id) ? { detail: t('reminders.rule.own') } : {}),
              })),
            ]}
          />
        </div>
      </Panel>
      <RuleForm
        key={kind}
        kind={kind}
        stands={reminderRuleOf(settings, kind)}
        hasOwn={kind !== EVERY_KIND && settings.reminderRules.has(kind)}
      />
    </>
  );
}

function RuleForm({ kind, stands, hasOwn }: { kind: string; stands: ReminderRule; hasOwn: boolean }) {
  const t = useText();
  const language = useLanguage();
  const { stages } = useSettings();
  const { begin, decide } = useDecide();
  const typed = useTyped<ReminderRule>(() => begin('reminderRule', kind));
  const rule = typed.value ?? stands;
  const set = (part: Partial<ReminderRule>) => typed.type({ ...rule, ...part });
  const setStep = (at: number, step: ReminderStep | null) =>
    set({ steps: rule.steps.flatMap((one, place) => (place !== at ? [one] : step === null ? [] : [step])) });
  const isRight = settingValue('reminderRule', rule) !== null;
  const isQuiet = rule.quietFrom !== '';
  const nextMinutes = STEP_MINUTES.find((minutes) => !rule.steps.some((step) => step.minutes === minutes));
  return (
    <>
      <Panel title={t('reminders.rule.before')}>
        <div className={styles.form}>
          <Switch isSelected={rule.isOn} onChange={(isOn) => set({ isOn })}>
            {t('reminders.rule.isOn')}
          </Switch>
          {rule.steps.map((step, at) => (
            <section
              key={at}
              className={rows.step}
              aria-label={t('reminders.rule.step', { number: at + 1 })}
              data-list-row
            >
              <MinutesSelect minutes={step.minutes} onChange={(minutes) => setStep(at, { ...step, minutes })} />
              <WaySelect
                label={t('reminders.rule.way')}
                channels={step.channels}
                onChange={(channels) => setStep(at, { ...step, channels })}
              />
              <TemplateSelect
                templateId={step.templateId}
                onChange={(templateId) => setStep(at, { ...step, templateId })}
              />
              <IconButton
                label={t('reminders.rule.removeStep', { number: at + 1 })}
                icon={<Trash2 {...iconSize.small} />}
                onPress={() => setStep(at, null)}
              />
            </section>
          ))}
          {rule.steps.length < MAX_REMINDER_STEPS && nextMinutes !== undefined && (
            <Button
              variant="quiet"
              icon={<Plus {...iconSize.small} />}
              onPress={() =>
                set({ steps: [...rule.steps, { minutes: nextMinutes, channels: ['sms', 'email'], templateId: '' }] })
              }
            >
              {t('reminders.rule.addStep')}
            </Button>
          )}
        </div>
      </Panel>
      <Panel title={t('reminders.rule.atOnce')}>
        <div className={styles.form}>
          {NOTICES.map((name) => (
            <NoticeRow
              key={name}
              label={t(`reminders.rule.${name}`)}
              notice={rule[name]}
              onChange={(notice) => set({ [name]: notice })}
            />
          ))}
        </div>
      </Panel>
      <Panel title={t('reminders.rule.quiet')}>
        <div className={styles.form}>
          <Switch
            isSelected={isQuiet}
            onChange={(on) => set(on ? { quietFrom: '21:00', quietTo: '08:00' } : { quietFrom: '', quietTo: '' })}
          >
            {t('reminders.rule.hasQuiet')}
          </Switch>
          {isQuiet && (
            <div className={rows.times}>
              <TimePicker
                label={t('reminders.rule.quietFrom')}
                value={rule.quietFrom}
                onChange={(quietFrom) => set({ quietFrom })}
              />
              <TimePicker
                label={t('reminders.rule.quietTo')}
                value={rule.quietTo}
                onChange={(quietTo) => set({ quietTo })}
              />
            </div>
          )}
          <p className={rows.help}>{t('reminders.rule.quietHelp')}</p>
        </div>
      </Panel>
      <Panel title={t('reminders.rule.never')}>
        <div className={styles.choices}>
          {stages
            .filter(({ isArchived, id }) => !isArchived || rule.neverStages.includes(id))
            .map((stage) => (
              <Checkbox
                key={stage.id}
                isSelected={rule.neverStages.includes(stage.id)}
                onChange={(isIn) =>
                  set({
                    neverStages: isIn
                      ? [...rule.neverStages, stage.id]
                      : rule.neverStages.filter((id) => id !== stage.id),
                  })
                }
              >
                {nameIn(stage, language)}
              </Checkbox>
            ))}
        </div>
      </Panel>
      {!isRight && (
        <p className={styles.refusal} role="alert">
          {t('reminders.rule.incomplete')}
        </p>
      )}
      <div className={rows.acts}>
        <Button
          variant="primary"
          isDisabled={!isRight}
          onPress={() =>
            void decide(
              [{ key: 'reminderRule', subject: kind, value: rule, isArchived: false, begun: typed.begun }],
              t('settings.saved'),
            ).then((isStored) => {
              if (isStored) typed.forget();
            })
          }
        >
          {t('settings.save')}
        </Button>
        {hasOwn && (
          <Button
            variant="quiet"
            onPress={() =>
              void decide(
                [{ key: 'reminderRule', subject: kind, value: stands, isArchived: true }],
                t('reminders.rule.backToAll'),
              ).then((isStored) => {
                if (isStored) typed.forget();
              })
            }
          >
            {t('reminders.rule.useAll')}
          </Button>
        )}
      </div>
    </>
  );
}

function MinutesSelect({ minutes, onChange }: { minutes: number; onChange: (minutes: number) => void }) {
  const t = useText();
  const before = useBeforeWords();
  const choices = [...new Set([...STEP_MINUTES, minutes])].sort((a, b) => a - b);
  return (
    <Select
      label={t('reminders.rule.when')}
      value={String(minutes)}
      onChange={(id) => onChange(Number(id))}
      options={choices.map((count) => ({ id: String(count), label: before(count) }))}
    />
  );
}

function WaySelect({
  label,
  channels,
  onChange,
  mayBeNone = false,
}: {
  label: string;
  channels: ReminderNotice['channels'];
  onChange: (channels: ReminderNotice['channels']) => void;
  mayBeNone?: boolean;
}) {
  const t = useText();
  return (
    <Select
      label={label}
      value={ladderId(channels)}
      onChange={(id) => onChange(ladderOf(id))}
      options={[...(mayBeNone ? [NOBODY] : []), ...LADDERS].map((id) => ({ id, label: t(`reminders.ladder.${id}`) }))}
    />
  );
}

function TemplateSelect({ templateId, onChange }: { templateId: string; onChange: (id: string) => void }) {
  const t = useText();
  const templates = useTemplates() ?? [];
  const offered = templates.filter(
    ({ id, archivedAt, purpose }) => id === templateId || (archivedAt === '' && purpose === 'reminder'),
  );
  return (
    <Select
      label={t('reminders.rule.words')}
      value={templateId === '' ? 'standard' : templateId}
      onChange={(id) => onChange(id === 'standard' ? '' : id)}
      options={[
        { id: 'standard', label: t('reminders.rule.standard') },
        ...offered.map(({ id, name }) => ({ id, label: name })),
      ]}
    />
  );
}

function NoticeRow({
  label,
  notice,
  onChange,
}: {
  label: string;
  notice: ReminderNotice;
  onChange: (notice: ReminderNotice) => void;
}) {
  return (
    <div className={rows.notice}>
      <WaySelect
        label={label}
        channels={notice.channels}
        mayBeNone
        onChange={(channels) => onChange({ ...notice, channels })}
      />
      {notice.channels.length > 0 && (
        <TemplateSelect templateId={notice.templateId} onChange={(templateId) => onChange({ ...notice, templateId })} />
      )}
    </div>
  );
}
