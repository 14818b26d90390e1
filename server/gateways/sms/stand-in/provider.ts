/**
 * What whoever carries SMS does with one, as far as the office can tell: takes it or not, answers or not, and says
 * later what became of it. Nothing leaves the machine. Told nothing it behaves; it can be told to fail in every way
 * there is.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingSms } from '../contract';

export type TakenSms = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly takenAtMs: number;
  /** E.164. */
  readonly to: string;
  readonly from: string;
  readonly text: string;
  /** What came along with it: the delivery, the kind of text, the alphabet, the filter. */
  readonly marks: Readonly<Record<string, string>>;
};
export type SmsIn = Omit<TakenSms, 'id' | 'takenAtMs'>;

/** How a call is answered. `lost`: taken, and the connection breaks. */
export type Answer = 'accept' | 'throttle' | 'reject' | 'paused' | 'error' | 'reset' | 'lost';
/** What becomes of one that was taken. `iys`: its recipient has said no there; `none`: nobody ever says. */
export type Fate = 'delivered' | 'expired' | 'invalid' | 'blacklisted' | 'iys' | 'none';

export type Behaviour = {
  readonly answer: (sms: SmsIn) => Answer;
  readonly fate: (sms: SmsIn) => Fate;
  /** How long it takes until its fate is known. Milliseconds. */
  readonly reportAfterMs: (sms: SmsIn) => number;
};
/** Of the numbers of Amazon's simulator, France's: what fails there fails here. */
export const SIMULATED_FAILURE = '+33755512502';

export const WELL_BEHAVED: Behaviour = {
  answer: () => 'accept',
  fate: ({ to }) => (to === SIMULATED_FAILURE ? 'invalid' : 'delivered'),
  reportAfterMs: () => 300,
};

export type StandInSms = {
  /** Null: the caller is to get no answer. */
  take(sms: SmsIn): { readonly answer: Answer; readonly id: string | null };
  /** What is known of one by now; null: nothing yet. */
  fateOf(id: string): { readonly sms: TakenSms; readonly fate: Fate } | null;
  readonly taken: readonly TakenSms[];
  /** A customer writes. */
  receive(from: string, text: string, atMs?: number): IncomingSms;
  readonly received: readonly IncomingSms[];
  /** `after` is told of each that was taken, and of its fate when it is known. */
  onFate(after: (sms: TakenSms, fate: Fate) => void): void;
  onReceived(after: (sms: IncomingSms) => void): void;
  behave(behaviour: Behaviour): void;
  stop(): void;
};

export function createStandInSms({
  behaviour = WELL_BEHAVED,
  now = Date.now,
  onTaken = () => undefined,
}: {
  behaviour?: Behaviour;
  now?: () => number;
  onTaken?: (sms: TakenSms) => void;
} = {}): StandInSms {
  const taken: TakenSms[] = [];
  const fates = new Map<string, { sms: TakenSms; fate: Fate }>();
  const received: IncomingSms[] = [];
  const heardFate: ((sms: TakenSms, fate: Fate) => void)[] = [];
  const heardReceived: ((sms: IncomingSms) => void)[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let behaves = behaviour;
  return {
    taken,
    received,
    take(sms) {
      const answer = behaves.answer(sms);
      if (answer !== 'accept' && answer !== 'lost') return { answer, id: null };
      const whole: TakenSms = {
        ...sms,
        id: String(taken.length + 1).padStart(10, '1') + randomUUID().slice(0, 4),
        takenAtMs: now(),
      };
      taken.push(whole);
      onTaken(whole);
      const fate = behaves.fate(sms);
      if (fate !== 'none') {
        const timer = setTimeout(() => {
          timers.delete(timer);
          fates.set(whole.id, { sms: whole, fate });
          heardFate.forEach((hear) => hear(whole, fate));
        }, behaves.reportAfterMs(sms));
        timers.add(timer);
      }
      return { answer, id: whole.id };
    },
    fateOf: (id) => fates.get(id) ?? null,
    receive(from, text, atMs = now()) {
      const sms: IncomingSms = { id: randomUUID(), from, text, at: new Date(atMs).toISOString() };
      received.push(sms);
      heardReceived.forEach((hear) => hear(sms));
      return sms;
    },
    onFate: (after) => void heardFate.push(after),
    onReceived: (after) => void heardReceived.push(after),
    behave: (next) => {
      behaves = next;
    },
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
