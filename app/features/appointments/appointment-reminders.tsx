import { BellOff, BellRing, CheckCheck, CircleHelp, UserX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import { kindOf } from '../../../sync/rules/approval';
import { readRemindChoice } from '../../../sync/rules/remind-choice';
import { closedReason, planReminders, reminderObstacle } from '../../../sync/rules/reminder-plan';
import { rootOf } from '../../../sync/rules/series';
import { reminderRuleOf } from '../../../sync/rules/settings';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { iconSize } from '../../ui/icon-size';
import { Select } from '../../ui/select';
import { showToast } from '../../ui/toast';
import { useSettings } from '../settings/settings-context';
import styles from './appointment-reminders.module.css';
import { changeAppointment } from './appointment-verbs';
import { useFateWords, type Fate } from './reminder-words';
import type { Appointment } from './use-appointments';
import { useScopeQuestion } from './use-scope-question';

const OWN_CHOICES = ['off', '1440', '120', '1440 120', '60'] as const;

/** When the customer hears of this appointment, what has become of it already, and an own choice for this one. */
export function AppointmentReminders({
  appointment,
  customer,
  mayChange = false,
}: {
  appointment: Appointment;
  customer: CustomerFields | undefined;
  mayChange?: boolean;
}) {
  const t = useText();
  const settings = useSettings();
  // At a glance it stands below the name of an overlay, else right below that of the screen.
  const Title = mayChange ? 'h2' : 'h3';
  if (customer === undefined) return null;
  const rule = reminderRuleOf(settings, kindOf(appointment));
  const closed = closedReason(appointment);
  if (!rule.isOn && (appointment.remind ?? '') === '' && closed === '') return null;
  return (
    <section className={styles.reminders} aria-label={t('reminders.title')}>
      <Title className={styles.title}>
        <BellRing {...iconSize.small} />
        {t('reminders.title')}
      </Title>
      <Said appointment={appointment} />
      <Planned appointment={appointment} customer={customer} rule={rule} />
      {mayChange && closed === '' && <OwnChoice appointment={appointment} />}
    </section>
  );
}

type Rule = ReturnType<typeof reminderRuleOf>;

/** By the same rule as the office's: it shows offline too, and at once when somebody changes it. */
function Planned({ appointment, customer, rule }: { appointment: Appointment; customer: CustomerFields; rule: Rule }) {
  const t = useText();
  const formats = useFormats();
  const [nowMs] = useState(() => Date.now());
  const obstacle = reminderObstacle(rule, appointment, customer);
  if (obstacle !== '') return <p className={styles.none}>{t(`reminders.reason.${obstacle}`)}</p>;
  const ahead = planReminders(rule, appointment).flatMap((plan) => {
    const from = plan.windows[0]?.from;
    const channels = plan.channels.filter(
      (channel) => addressOf(customer, channel) !== '' && !saidNo(customer, channel),
    );
    const refused = plan.channels.filter((channel) => saidNo(customer, channel));
    return from === undefined || Date.parse(from) < nowMs ? [] : [{ ...plan, from, channels, refused }];
  });
  if (ahead.length === 0) return <p className={styles.none}>{t('reminders.nothingAhead')}</p>;
  return (
    <ul className={styles.list}>
      {ahead.map(({ minutes, from, channels, refused }) => (
        <li key={`${minutes} ${from}`}>
          <span className={styles.when}>{formats.weekdayTime(from)}</span>
          {refused.length > 0 && (
            <Badge tone="amber" icon={<BellOff {...iconSize.small} />}>
              {`${refused.map((channel) => t(`deliveries.channel.${channel}`)).join(', ')}: ${t('reminders.reason.refused')}`}
            </Badge>
          )}
          {channels.length === 0 && refused.length === 0 && (
            <Badge tone="amber" icon={<UserX {...iconSize.small} />}>
              {t('reminders.reason.no_address')}
            </Badge>
          )}
          {channels.length > 0 && <span>{t(`reminders.ladder.${channels.join('-')}`)}</span>}
        </li>
      ))}
    </ul>
  );
}

const addressOf = (customer: CustomerFields, channel: 'sms' | 'email') =>
  channel === 'email' ? customer.email : customer.phone || customer.altPhone;
/** Stopped, bounced, blocked by hand: a no to advertising alone is none. */
const saidNo = ({ reach }: CustomerFields, channel: 'sms' | 'email') => {
  const said = reach?.[channel];
  return said?.state === 'no' && !['unsubscribed', 'iys', 'withdrawn'].includes(said.reason);
};

const SOON_MS = 4_000;
const LATER_MS = 30_000;
const ON_ITS_WAY = ['', 'queued', 'sending', 'sent', 'unknown'];
/** Something is about to leave or has not arrived yet. */
const isSoon = (fates: readonly Fate[]) =>
  fates.some(({ state, deliveryState, dueAt }) =>
    state === 'planned'
      ? Date.parse(dueAt) - Date.now() < 5 * 60_000
      : state === 'handed' && ON_ITS_WAY.includes(deliveryState),
  );

/** What left, or did not: as the office knows it, where it can be asked. */
function Said({ appointment }: { appointment: Appointment }) {
  const fateWords = useFateWords();
  const rootId = appointment.occurrence?.rootId ?? rootOf(appointment);
  const occurrenceOn = appointment.occurrence?.on ?? '';
  const { data, reload } = useCall(
    useCallback(() => api.reminders.ofAppointment.query({ rootId, occurrenceOn }), [rootId, occurrenceOn]),
  );
  useReloadEvery(reload, isSoon(data ?? []) ? SOON_MS : LATER_MS);
  // What was changed here is planned anew at the office as soon as it has it.
  const { startsAt, status, remind, outbox } = appointment;
  useEffect(() => {
    if (outbox === '') reload();
  }, [startsAt, status, remind, outbox, reload]);
  const isAnswered = appointment.answeredFor === appointment.startsAt;
  const answer = isAnswered ? (appointment.customerAnswer ?? '') : '';
  const fates = (data ?? []).filter(({ state }) => state === 'handed' || state === 'done' || state === 'skipped');
  if (answer === '' && fates.length === 0) return null;
  return (
    <>
      {answer !== '' && <CustomerSaid appointment={appointment} answer={answer} />}
      <ul className={styles.list}>
        {fates.map((fate: Fate) => (
          <li key={fate.id}>
            <span className={styles.when}>{fateWords.what(fate)}</span>
            <span>{fateWords.became(fate)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function CustomerSaid({ appointment, answer }: { appointment: Appointment; answer: string }) {
  const t = useText();
  const formats = useFormats();
  const { answerNote = '', proposedAt = '' } = appointment;
  const tone = answer === 'confirmed' ? 'accent' : 'amber';
  return (
    <p className={styles.said}>
      <Badge
        tone={tone}
        icon={answer === 'confirmed' ? <CheckCheck {...iconSize.small} /> : <CircleHelp {...iconSize.small} />}
      >
        {t(`reminders.answer.${answer}`)}
      </Badge>
      {proposedAt !== '' && <span>{t('reminders.answer.proposed', { when: formats.weekdayTime(proposedAt) })}</span>}
      {answerNote !== '' && <q>{answerNote}</q>}
    </p>
  );
}

function OwnChoice({ appointment }: { appointment: Appointment }) {
  const t = useText();
  const db = useDatabase();
  const { ask, question } = useScopeQuestion();
  const before = useChoiceWords();
  const own = appointment.remind ?? '';
  const choices = [...new Set(['', ...OWN_CHOICES, own])];
  const choose = async (remind: string) => {
    const answer = await ask(appointment, false);
    if (answer === null) return;
    await changeAppointment(db, appointment, { remind }, answer).catch(() =>
      showToast({ text: t('appointments.notStored'), tone: 'attention' }),
    );
  };
  return (
    <>
      <Select
        label={t('reminders.choice.label')}
        value={own === '' ? 'rule' : own}
        onChange={(id) => void choose(id === 'rule' ? '' : id)}
        options={choices.map((id) => ({ id: id === '' ? 'rule' : id, label: before(id) }))}
      />
      {question}
    </>
  );
}

function useChoiceWords(): (remind: string) => string {
  const t = useText();
  const { before } = useFateWords();
  return (remind) => {
    const choice = readRemindChoice(remind);
    return choice.kind === 'own' ? choice.minutes.map(before).join(' + ') : t(`reminders.choice.${choice.kind}`);
  };
}
