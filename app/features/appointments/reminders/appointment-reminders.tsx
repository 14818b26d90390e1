import { BellOff, BellRing, CheckCheck, CircleHelp, UserX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { conversationIdOf } from '../../../../sync/collections/conversation';
import type { CustomerFields } from '../../../../sync/collections/customer';
import { kindOf } from '../../../../sync/rules/approval';
import { readRemindChoice } from '../../../../sync/rules/remind-choice';
import { clashName } from '../../../../sync/rules/clash-search';
import { closedReason, planReminders, reminderObstacle } from '../../../../sync/rules/reminder-plan';
import type { Reach } from '../../../../sync/rules/consent';
import { rootOf } from '../../../../sync/rules/series';
import { reminderRuleOf } from '../../../../sync/rules/settings';
import { api } from '../../../api/client';
import { useCall } from '../../../api/use-call';
import { useReloadEvery } from '../../../api/use-reload-every';
import { useDatabase } from '../../../database/database-context';
import { useDocument } from '../../../database/use-document';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Badge } from '../../../ui/badge';
import { iconSize } from '../../../ui/icon-size';
import { Select } from '../../../ui/select';
import { showToast } from '../../../ui/toast';
import { isStopped, reachWords } from '../../consent/reach-words';
import { useSettings } from '../../settings/settings-context';
import styles from './appointment-reminders.module.css';
import { useOpenAnswer } from '../answers/use-open-answer';
import { changeAppointment } from '../appointment-verbs';
import { FateList } from './fate-list';
import lines from './reminder-lines.module.css';
import { useFateWords, type Fate } from './reminder-words';
import type { Appointment } from '../use-appointments';
import { useScopeQuestion } from '../recurrence/use-scope-question';

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
      <Said appointment={appointment} hasNotice={mayChange} />
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
  // Whoever has written to us on WhatsApp is told there first (server/features/reminders/due.store.ts).
  const chat = useDocument('conversations', conversationIdOf('whatsapp', appointment.customerId));
  const isChatting = (chat?.lastInboundAt ?? '') !== '' && !isStopped(reachOf(customer, 'whatsapp'));
  const obstacle = reminderObstacle(rule, appointment, customer);
  if (obstacle !== '') return <p className={styles.none}>{t(`reminders.reason.${obstacle}`)}</p>;
  // The office holds everything back while two stand in each other's way.
  if (isFlagged(appointment)) return <p className={styles.none}>{t('reminders.reason.clash')}</p>;
  const ahead = planReminders(rule, appointment).flatMap((plan) => {
    const from = plan.windows[0]?.from;
    const reached = plan.channels.filter((channel) => addressOf(customer, channel) !== '');
    const channels = reached.filter((channel) => !isClosed(customer, channel));
    const ways = channels.flatMap((channel) => (channel === 'sms' && isChatting ? ['whatsapp', channel] : [channel]));
    const closed = reached.filter((channel) => isClosed(customer, channel));
    return from === undefined || Date.parse(from) < nowMs ? [] : [{ ...plan, from, ways, closed }];
  });
  if (ahead.length === 0) return <p className={styles.none}>{t('reminders.nothingAhead')}</p>;
  return (
    <ul className={lines.lines}>
      {ahead.map(({ minutes, from, ways, closed }) => (
        <li key={`${minutes} ${from}`}>
          <span className={lines.when}>{formats.weekdayTime(from)}</span>
          <span className={styles.ways}>
            {ways.length > 0 && <span>{t(`reminders.ladder.${ways.join('-')}`)}</span>}
            {closed.map((channel) => (
              <Badge key={channel} tone="amber" icon={<BellOff {...iconSize.small} />}>
                {t('consents.stoppedChannel', {
                  channel: t(`deliveries.channel.${channel}`),
                  reason: reachWords(reachOf(customer, channel), t, channel),
                })}
              </Badge>
            ))}
            {ways.length === 0 && closed.length === 0 && (
              <Badge tone="amber" icon={<UserX {...iconSize.small} />}>
                {t('reminders.reason.no_address')}
              </Badge>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** By the clashes that the office has found and nobody has accepted; of a series, those of this date. */
const isFlagged = (appointment: Appointment) =>
  (appointment.clashes ?? []).some(({ on }) => on === clashName(appointment).on);

const addressOf = (customer: CustomerFields, channel: 'sms' | 'email') =>
  channel === 'email' ? customer.email : customer.phone || customer.altPhone;
/** A newer office may know reasons that this build does not. */
const reachOf = ({ reach }: CustomerFields, channel: 'sms' | 'email' | 'whatsapp') =>
  (reach?.[channel] ?? null) as Reach | null;
/** Stopped, bounced, blocked by hand: a no to advertising alone is none. */
const isClosed = (customer: CustomerFields, channel: 'sms' | 'email') => isStopped(reachOf(customer, channel));

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

/**
 * What left, or did not: as the office knows it, where it can be asked. `hasNotice`: an open answer stands above it.
 */
function Said({ appointment, hasNotice }: { appointment: Appointment; hasNotice: boolean }) {
  const fateWords = useFateWords();
  const open = useOpenAnswer(appointment);
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
  const isTold = hasNotice && open !== null;
  const answer = isAnswered && !isTold ? (appointment.customerAnswer ?? '') : '';
  const fates = (data ?? []).filter(({ state }) => state !== 'planned');
  if (answer === '' && fates.length === 0) return null;
  return (
    <>
      {answer !== '' && <CustomerSaid appointment={appointment} answer={answer} />}
      <FateList fates={fates} isFolded={isWithdrawn} what={fateWords.what} became={fateWords.became} />
    </>
  );
}

/** Of another time, or of a rule that holds no more: there may be many. */
const isWithdrawn = ({ state }: Fate) => state === 'withdrawn';

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
