import { either, matching, nothing, object, oneOf, text, type Form } from '../form';
import { EVERYBODY, none, type PathsOf, type ProcedureRule } from './procedure-rule';

const bool: Form = (value) => typeof value === 'boolean';
const maybe = (form: Form) => either(oneOf(undefined), form);
const CHOICES = {
  messages: true,
  approvals: true,
  answers: true,
  handovers: true,
  strangers: true,
  lines: true,
  showsText: false,
  quietFrom: '21:00',
  quietTo: '08:00',
};

export const NOTIFICATIONS_RULES = {
  'notifications.read': { who: EVERYBODY, form: nothing, example: none },
  'notifications.choose': {
    who: EVERYBODY,
    form: object({
      messages: maybe(bool),
      approvals: maybe(bool),
      answers: maybe(bool),
      handovers: maybe(bool),
      strangers: maybe(bool),
      lines: maybe(bool),
      showsText: maybe(bool),
      quietFrom: maybe(text(0, 5)),
      quietTo: maybe(text(0, 5)),
    }),
    example: () => CHOICES,
  },
  'notifications.subscribe': {
    who: EVERYBODY,
    form: object({
      endpoint: text(10, 1_000),
      p256dh: matching(/^[A-Za-z0-9_-]{87}={0,2}$/),
      auth: matching(/^[A-Za-z0-9_-]{22}={0,2}$/),
      language: oneOf('tr', 'en'),
    }),
    example: (office, { memberId }) => ({
      endpoint: `https://push.example.org/${memberId}`,
      p256dh: 'B'.repeat(87),
      auth: 'a'.repeat(22),
      language: 'tr',
    }),
  },
  'notifications.unsubscribe': { who: EVERYBODY, form: nothing, example: none },
  'notifications.test': { who: EVERYBODY, form: nothing, example: none },
} as const satisfies Record<PathsOf<'notifications'>, ProcedureRule>;
