/** What stands in the `value` of a setting, by its key. Times are wall-clock in the office's zone. */
import * as z from 'zod/mini';
import { text } from '../collections/definition';
import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from './email-pattern';
import { matching } from './pattern';

/** 'HH:mm'. */
export const timeOfDay = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 5);
const endOfSpan = matching(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 5);
/** 'YYYY-MM-DD', a day of the calendar. */
export const calendarDate = z.string().check(
  z.maxLength(10, { abort: true }),
  z.regex(/^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  z.refine((value) => {
    const date = new Date(`${value}T00:00:00.000Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  }),
);
const named = (maxLength: number) => z.string().check(z.maxLength(maxLength), z.regex(/\S/));

/** From `from` until just before `to`, on one day; `to` may be 24:00. */
const span = z.object({ from: timeOfDay, to: endOfSpan }).check(z.refine(({ from, to }) => from < to));
export type Span = z.infer<typeof span>;
const MAX_SPANS_OF_A_DAY = 4;
const day = z.array(span).check(
  z.maxLength(MAX_SPANS_OF_A_DAY),
  z.refine((spans) => spans.every(({ from }, at) => at === 0 || spans[at - 1]!.to <= from)),
);
/** The hours of each day, Monday first, earliest first; none where nobody works. */
const week = z.object({ days: z.array(day).check(z.length(7)) });
export type WeekHours = readonly (readonly Span[])[];

const order = z.int().check(z.minimum(0), z.maximum(9_999));
/** `nameEn` '' is read as `nameTr`. */
export const bothNames = { nameTr: named(60), nameEn: text(60) };

export const STAGE_KINDS = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];
export const MAX_STAGE_COLOUR = 5;
export const LABEL_COLOURS = 6;

const isInOrder = ({ fromOn, toOn }: { fromOn: string; toOn: string }) => fromOn <= toOn;

export const REMINDER_CHANNELS = ['sms', 'email'] as const;
export type ReminderChannel = (typeof REMINDER_CHANNELS)[number];
/** Of which the first that reaches the customer is taken; none: nothing leaves. */
const ladder = z
  .array(z.enum(REMINDER_CHANNELS))
  .check(z.refine((channels) => new Set(channels).size === channels.length));
const idOrNone = z.union([z.literal(''), z.string().check(z.regex(/^[0-9a-f-]{36}$/))]);
/** `templateId` '': the office's standard words. */
const notice = z.object({ channels: ladder, templateId: idOrNone });
export type ReminderNotice = z.infer<typeof notice>;
export const MAX_REMINDER_STEPS = 5;
export const LEAST_REMINDER_MINUTES = 15;
export const MOST_REMINDER_MINUTES = 20_160;
const reminderStep = z.object({
  minutes: z.int().check(z.minimum(LEAST_REMINDER_MINUTES), z.maximum(MOST_REMINDER_MINUTES)),
  channels: ladder.check(z.minLength(1)),
  templateId: idOrNone,
});
export type ReminderStep = z.infer<typeof reminderStep>;
/** The subject of the rule that holds where a kind of appointment has none of its own. */
export const EVERY_KIND = 'all';

const emailOrNone = z.union([z.literal(''), matching(EMAIL_PATTERN, MAX_EMAIL_LENGTH)]);

export const SIGNATURES = ['never', 'offered', 'always'] as const;

export const SETTING_SHAPES = {
  officeName: z.object({ name: text(120) }),
  /** An image that its server keeps; '' for none. */
  officeLogo: z.object({ imageId: idOrNone }),
  /** IANA. */
  officeZone: z.object({ zone: matching(/^[A-Za-z][A-Za-z0-9_+\-/]*$/, 64) }),
  officeHours: week,
  /** As whom the office mails; '' for what its server was set up with. The provider must know the address as ours. */
  sender: z.object({ name: text(80), address: emailOrNone, replyTo: emailOrNone }),
  /** What one part of an SMS costs the office, in Turkish lira. */
  smsPrice: z.object({ perPart: z.number().check(z.minimum(0), z.maximum(1_000)) }),
  /** No advertising leaves before İYS has taken the yes it rests on. */
  iys: z.object({ waits: z.boolean() }),
  /** Whether customers who give their consent in the room sign on the tablet. */
  consentSignature: z.object({ asked: z.enum(SIGNATURES) }),
  /** Whoever carries SMS writes the letters of the Turkish table in seven bits; told by the office's server. */
  smsCarrier: z.object({ hasTurkish: z.boolean() }),
  /** What WhatsApp answers by itself while the office is closed; '' in English is read as the Turkish text. */
  awayAnswer: z
    .object({ isOn: z.boolean(), textTr: text(600), textEn: text(600) })
    .check(z.refine(({ isOn, textTr }) => !isOn || textTr.trim() !== '')),
  /** `colour`: a step of the ramp from neutral to pine, 1 to 5; 0: off the way. */
  stage: z.object({
    ...bothNames,
    order,
    colour: z.int().check(z.minimum(0), z.maximum(MAX_STAGE_COLOUR)),
    kind: z.enum(STAGE_KINDS),
  }),
  /** `colour`: 1 to 6, of those that stay apart for every eye. */
  label: z.object({ name: named(40), colour: z.int().check(z.minimum(1), z.maximum(LABEL_COLOURS)) }),
  /** `minutes`: how long one usually takes. */
  appointmentKind: z.object({
    ...bothNames,
    order,
    needsApproval: z.boolean(),
    minutes: z.int().check(z.minimum(5), z.maximum(1_440)),
  }),
  /**
   * When customers hear of their appointments: of one kind, or (subject EVERY_KIND) of all that have no rule of their
   * own.
   */
  reminderRule: z
    .object({
      isOn: z.boolean(),
      steps: z.array(reminderStep).check(z.maxLength(MAX_REMINDER_STEPS)),
      atBooking: notice,
      atMove: notice,
      atCancel: notice,
      /** Nothing leaves from the one until the other by the clocks of the appointment's zone; '' both: at any hour. */
      quietFrom: z.union([z.literal(''), timeOfDay]),
      quietTo: z.union([z.literal(''), timeOfDay]),
      /** Customers in these stages are never reminded. */
      neverStages: z.array(text(36)).check(z.maxLength(50)),
    })
    .check(
      z.refine(({ quietFrom, quietTo }) =>
        quietFrom === '' || quietTo === '' ? quietFrom === quietTo : quietFrom !== quietTo,
      ),
      z.refine(
        ({ steps }) =>
          new Set(steps.map(({ minutes, channels }) => `${minutes} ${channels[0] ?? ''}`)).size === steps.length,
      ),
    ),
  /** Both days belong to it. `fromTime`: the first day is free from then on only; '' from its beginning. */
  holiday: z
    .object({
      ...bothNames,
      fromOn: calendarDate,
      toOn: calendarDate,
      fromTime: z.union([z.literal(''), timeOfDay]),
      /** On the same days of every year from the first on. */
      isYearly: z.boolean(),
    })
    .check(z.refine(isInOrder)),
  /** A member's own hours, in place of the office's. */
  week,
  /** Both days belong to it; with times it is a part of one day. Everybody reads the note: no reasons are asked for. */
  absence: z
    .object({
      fromOn: calendarDate,
      toOn: calendarDate,
      fromTime: z.union([z.literal(''), timeOfDay]),
      toTime: z.union([z.literal(''), endOfSpan]),
      note: text(200),
      /** Who is asked meanwhile; '' or nothing: nobody in particular. */
      standInId: z.optional(z.union([z.literal(''), z.string().check(z.regex(/^[0-9a-f-]{36}$/))])),
    })
    .check(
      z.refine(isInOrder),
      z.refine(({ fromOn, toOn, fromTime, toTime }) =>
        fromTime === '' || toTime === '' ? fromTime === toTime : fromOn === toOn && fromTime < toTime,
      ),
    ),
} as const;
export type SettingKey = keyof typeof SETTING_SHAPES;
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTING_SHAPES)[K]>;

/** Of which there is one per office; what is a member's own; and what the server says of itself, nobody else. */
export const OFFICE_KEYS = [
  'officeName',
  'officeLogo',
  'officeZone',
  'officeHours',
  'sender',
  'smsPrice',
  'smsCarrier',
  'awayAnswer',
  'iys',
  'consentSignature',
] as const satisfies readonly SettingKey[];
export const OWN_KEYS = ['week', 'absence'] as const satisfies readonly SettingKey[];

export const SERVER_KEYS = ['smsCarrier'] as const satisfies readonly SettingKey[];

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTING_SHAPES, key);
export const isOwnKey = (key: string): boolean => OWN_KEYS.some((own) => own === key);
export const isServerKey = (key: string): boolean => SERVER_KEYS.some((one) => one === key);
