/**
 * When a customer hears of an appointment. Pure: the office plans by it and the appointment shows it beforehand.
 * Nothing leaves in quiet hours of the appointment's zone, nor later than LEAST_NOTICE_MS before it begins; what would
 * fall into the night before an early appointment leaves the evening before.
 */
import type { AppointmentFields } from '../collections/appointment';
import type { CustomerFields } from '../collections/customer';
import { isOpen } from './appointment-status';
import { readRemindChoice } from './remind-choice';
import { isQuiet, quietSpans, withoutQuiet, type QuietHours, type TimeSpan } from './quiet-hours';
import type { ReminderChannel } from './setting-values';
import type { ReminderRule } from './settings';

/** `before`: so many minutes before the beginning. The others: at once. */
export const REMINDER_KINDS = ['before', 'booked', 'moved', 'cancelled'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** Of a reminder that has no delivery, or whose delivery is over. */
export const REMINDER_STATES = ['planned', 'handed', 'done', 'skipped', 'withdrawn'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

/** Why nothing left, or leaves no more; '' where the state says it all. */
export const REMINDER_REASONS = [
  '',
  // Of the appointment
  'moved',
  'cancelled',
  'declined',
  'deleted',
  'over',
  'not_open',
  'clash',
  // Decided by somebody
  'rule',
  'own_choice',
  'paused',
  'stage',
  // Of the time
  'too_late',
  'quiet_hours',
  // Of the customer
  'no_address',
  'refused',
  'gone',
  // The next channel took over
  'failed',
] as const;
export type ReminderReason = (typeof REMINDER_REASONS)[number];

/** Nobody has use for a reminder that comes while they are at the door. */
export const LEAST_NOTICE_MS = 5 * 60_000;
/** Before quiet hours begin: time for what waits to leave. */
const EVENING_MS = 30 * 60_000;
/** A word of something new waits this long for whoever corrects it at once. */
export const NOTICE_AFTER_MS = 60_000;
const MINUTE_MS = 60_000;

export type PlannedReminder = {
  readonly kind: ReminderKind;
  /** Before the beginning; 0 where it is no `before`. */
  readonly minutes: number;
  /** The first that reaches the customer is taken. */
  readonly channels: readonly ReminderChannel[];
  readonly templateId: string;
  /** When it may leave, earliest first; none: never, for `reason`. Instants. */
  readonly windows: readonly { readonly from: string; readonly until: string }[];
  readonly reason: ReminderReason;
};

type Planned = Pick<AppointmentFields, 'startsAt' | 'zone' | 'status' | 'deletedAt' | 'remind'>;
type Reminded = Pick<CustomerFields, 'stage' | 'remindersPaused'>;

/** Why this appointment's customer hears nothing at all; '' where they do. */
export function reminderObstacle(
  rule: ReminderRule,
  appointment: Pick<Planned, 'status' | 'deletedAt'>,
  customer: Reminded,
): ReminderReason {
  const closed = closedReason(appointment);
  if (closed !== '') return closed;
  if (!rule.isOn) return 'rule';
  if (customer.remindersPaused === true) return 'paused';
  return rule.neverStages.includes(customer.stage) ? 'stage' : '';
}

export function closedReason(appointment: Pick<Planned, 'status' | 'deletedAt'>): ReminderReason {
  if (appointment.deletedAt !== '') return 'deleted';
  if (isOpen(appointment)) return '';
  if (appointment.status === 'cancelled' || appointment.status === 'declined') return appointment.status;
  return appointment.status === 'held' || appointment.status === 'no_show' ? 'over' : 'not_open';
}

/** The steps of an appointment: the rule's, or those of its own choice over the channels of the rule's. */
export function stepsOf(rule: ReminderRule, remind: string | undefined): ReminderRule['steps'] {
  const choice = readRemindChoice(remind);
  if (choice.kind === 'rule') return rule.steps;
  if (choice.kind === 'off') return [];
  return choice.minutes.map((minutes) => {
    const [first] = rule.steps;
    const same = rule.steps.find((step) => step.minutes === minutes) ?? first;
    return { minutes, channels: same?.channels ?? ['sms', 'email'], templateId: same?.templateId ?? '' };
  });
}

/** What is to leave before the appointment, the earliest first; whatever time it is now. */
export function planReminders(rule: ReminderRule, appointment: Planned): PlannedReminder[] {
  const startMs = Date.parse(appointment.startsAt);
  return stepsOf(rule, appointment.remind)
    .map((step): PlannedReminder => {
      const windows = windowsBefore(rule, startMs, step.minutes * MINUTE_MS, appointment.zone).map(instants);
      return { ...step, kind: 'before', windows, reason: windows.length === 0 ? 'quiet_hours' : '' };
    })
    .sort((a, b) => b.minutes - a.minutes);
}

function windowsBefore(quiet: QuietHours, startMs: number, beforeMs: number, zone: string): TimeSpan[] {
  const wantedMs = startMs - beforeMs;
  const endMs = startMs - Math.max(LEAST_NOTICE_MS, beforeMs / 2);
  const windows = withoutQuiet(quiet, wantedMs, endMs, zone);
  if (windows.length > 0 || !isQuiet(quiet, wantedMs, zone)) return windows;
  const night = quietSpans(quiet, wantedMs, wantedMs + 1, zone)[0];
  return night === undefined ? [] : withoutQuiet(quiet, night.fromMs - EVENING_MS, night.fromMs, zone);
}

/** A word of something new: from a minute after `nowMs` until the appointment is near. */
export function planNotice(
  rule: ReminderRule,
  kind: Exclude<ReminderKind, 'before'>,
  { startsAt, zone }: Pick<Planned, 'startsAt' | 'zone'>,
  nowMs: number,
): PlannedReminder | null {
  const { channels, templateId } = { booked: rule.atBooking, moved: rule.atMove, cancelled: rule.atCancel }[kind];
  if (!rule.isOn || channels.length === 0) return null;
  const endMs = Date.parse(startsAt) - LEAST_NOTICE_MS;
  const fromMs = nowMs + NOTICE_AFTER_MS;
  const windows = withoutQuiet(rule, fromMs, endMs, zone).map(instants);
  const reason = windows.length > 0 ? '' : fromMs >= endMs ? 'too_late' : 'quiet_hours';
  return { kind, minutes: 0, channels, templateId, windows, reason };
}

const instants = ({ fromMs, untilMs }: TimeSpan) => ({
  from: new Date(fromMs).toISOString(),
  until: new Date(untilMs).toISOString(),
});
