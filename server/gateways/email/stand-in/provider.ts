/**
 * What Amazon SES does with a mail, as far as the office can tell: takes it or not, answers or not, and says later what
 * became of it. Nothing leaves the machine. Told nothing it behaves; it can be told to fail in every way there is.
 */
import { randomUUID } from 'node:crypto';
import { normaliseEmail } from '../../../../sync/rules/address';

export type TakenMail = {
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly takenAtMs: number;
  readonly from: string;
  readonly replyTo: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: readonly (readonly [string, string])[];
  /** `data` in base64. */
  readonly attachments: readonly { readonly fileName: string; readonly type: string; readonly data: string }[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string;
};
export type MailIn = Omit<TakenMail, 'messageId' | 'takenAtMs'>;

/** How a call is answered. `lost`: taken, and the connection breaks; `hang`: no answer, and not taken. */
export type Answer = 'accept' | 'throttle' | 'dayOver' | 'reject' | 'paused' | 'error' | 'reset' | 'hang' | 'lost';
/** What becomes of a mail that was taken. */
export type Fate = 'delivery' | 'hardBounce' | 'softBounce' | 'complaint' | 'reject' | 'renderingFailure' | 'delay';

export type Behaviour = {
  readonly answer: (mail: MailIn) => Answer;
  readonly fate: (mail: MailIn) => Fate;
  /** How long the events of a mail take. Milliseconds. */
  readonly eventDelayMs: (mail: MailIn) => number;
};

/** Amazon's simulator addresses do here what they do there. */
const SIMULATED: Readonly<Record<string, Fate>> = {
  'bounce@simulator.amazonses.com': 'hardBounce',
  'ooto@simulator.amazonses.com': 'delivery',
  'complaint@simulator.amazonses.com': 'complaint',
};
const SIMULATED_SUPPRESSED = 'suppressionlist@simulator.amazonses.com';

export const WELL_BEHAVED: Behaviour = {
  answer: () => 'accept',
  fate: ({ to }) => SIMULATED[to[0] ?? ''] ?? 'delivery',
  eventDelayMs: () => 200,
};

export type StandInProvider = {
  /** Null: the caller is to get no answer. */
  take(mail: MailIn): { answer: Answer; messageId: string | null };
  /** Everything that was taken, in order. */
  readonly taken: readonly TakenMail[];
  readonly suppressed: Set<string>;
  /** Events as SES publishes them, oldest first; `after` is told of each. */
  onEvent(after: (event: Record<string, unknown>) => void): void;
  behave(behaviour: Behaviour): void;
  stop(): void;
};

export function createStandInProvider({
  behaviour = WELL_BEHAVED,
  now = Date.now,
  onTaken = () => undefined,
}: {
  behaviour?: Behaviour;
  now?: () => number;
  onTaken?: (mail: TakenMail) => void;
} = {}): StandInProvider {
  const taken: TakenMail[] = [];
  const suppressed = new Set<string>();
  const heard: ((event: Record<string, unknown>) => void)[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let behaves = behaviour;

  const later = (ms: number, event: Record<string, unknown>) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      heard.forEach((hear) => hear(event));
    }, ms);
    timers.add(timer);
  };

  return {
    taken,
    suppressed,
    take(mail) {
      const answer = behaves.answer(mail);
      if (answer !== 'accept' && answer !== 'lost') return { answer, messageId: null };
      const whole: TakenMail = { ...mail, messageId: `0100${randomUUID()}-000000`, takenAtMs: now() };
      taken.push(whole);
      onTaken(whole);
      const address = normaliseEmail(mail.to[0] ?? '');
      const isSuppressed = suppressed.has(address) || address === SIMULATED_SUPPRESSED;
      const fate = behaves.fate(mail);
      const delayMs = behaves.eventDelayMs(mail);
      later(delayMs / 2, eventOf(whole, 'Send', { send: {} }));
      // A suppressed address is taken like any other, and bounces without having been tried.
      for (const event of isSuppressed
        ? [bounce(whole, 'Permanent', 'OnAccountSuppressionList')]
        : eventsOf(whole, fate))
        later(delayMs, event);
      if (fate === 'hardBounce' || fate === 'complaint') suppressed.add(address);
      return { answer, messageId: whole.messageId };
    },
    onEvent: (after) => void heard.push(after),
    behave: (next) => {
      behaves = next;
    },
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}

/** The shape of event publishing: `eventType`, and the tags come along. */
function eventOf(mail: TakenMail, eventType: string, more: Record<string, unknown>): Record<string, unknown> {
  return {
    eventType,
    mail: {
      timestamp: new Date(mail.takenAtMs).toISOString(),
      source: mail.from,
      messageId: mail.messageId,
      destination: mail.to,
      tags: Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
    ...more,
  };
}

const instantAfter = (mail: TakenMail) => new Date(mail.takenAtMs + 1_000).toISOString();

function bounce(mail: TakenMail, bounceType: string, bounceSubType: string): Record<string, unknown> {
  return eventOf(mail, 'Bounce', {
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: mail.to.map((emailAddress) => ({ emailAddress, status: '5.1.1' })),
      timestamp: instantAfter(mail),
      feedbackId: randomUUID(),
    },
  });
}

function eventsOf(mail: TakenMail, fate: Fate): Record<string, unknown>[] {
  const timestamp = instantAfter(mail);
  const delivery = eventOf(mail, 'Delivery', {
    delivery: { timestamp, recipients: mail.to, processingTimeMillis: 900 },
  });
  switch (fate) {
    case 'delivery':
      return [delivery];
    case 'hardBounce':
      return [bounce(mail, 'Permanent', 'General')];
    case 'softBounce':
      return [bounce(mail, 'Transient', 'MailboxFull')];
    case 'complaint':
      return [
        delivery,
        eventOf(mail, 'Complaint', {
          complaint: { timestamp, complainedRecipients: mail.to.map((emailAddress) => ({ emailAddress })) },
        }),
      ];
    case 'reject':
      return [eventOf(mail, 'Reject', { reject: { reason: 'Bad content' } })];
    case 'renderingFailure':
      return [eventOf(mail, 'Rendering Failure', { failure: { errorMessage: 'Attribute is not present' } })];
    case 'delay':
      return [eventOf(mail, 'DeliveryDelay', { deliveryDelay: { timestamp, delayType: 'MailboxFull' } }), delivery];
  }
}
