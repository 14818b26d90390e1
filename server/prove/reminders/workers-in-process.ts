/** Two workers in this process, their clocks ten minutes wrong in either direction: the short form of the proof. */
import type { Deps } from '../../deps';
import { sendEmailJob } from '../../features/messages/send-email.job';
import { sendSmsJob } from '../../features/messages/send-sms.job';
import { sendRemindersJob } from '../../features/reminders/send-reminders.job';
import { createMemoryEmail } from '../../gateways/email/memory';
import { createStandInProvider } from '../../gateways/email/stand-in/provider';
import { createSmsInMemory } from '../../test/sms-in-memory';
import type { Crew, Furnished, Taken } from './crew';

export function workersInProcess(deps: Deps, { random }: Furnished): Crew {
  const taken: Taken[] = [];
  const provider = createStandInProvider({
    onTaken: ({ to, text }) => void taken.push({ channel: 'email', to: to[0] ?? '', text }),
  });
  const sms = createSmsInMemory();
  sms.answer = (one) => {
    const dice = random.next();
    if (dice < 0.04) return { kind: 'rejected', reason: 'rejected', code: '70' };
    if (dice < 0.08) return { kind: 'throttled', retryAfterMs: 60_000, code: '80' };
    taken.push({ channel: 'sms', to: one.to, text: one.text });
    return dice < 0.12 ? { kind: 'unknown', code: 'timeout' } : { kind: 'accepted', providerId: one.deliveryId };
  };
  const workers = [600_000, -600_000].map((offsetMs): Deps => ({
    ...deps,
    email: { ...createMemoryEmail(provider), quota: () => Promise.resolve(null) },
    sms,
    now: () => Date.now() + offsetMs,
  }));
  const turn = (job: typeof sendSmsJob) => Promise.all(workers.map((one) => job.run(one, AbortSignal.timeout(8_000))));
  return {
    async work() {
      await turn(sendRemindersJob);
      await turn(sendSmsJob);
      // What an SMS could not bring goes by mail.
      await sendRemindersJob.run(workers[0]!, AbortSignal.timeout(8_000));
      await turn(sendEmailJob);
    },
    taken: () => taken.splice(0),
    stop: () => {
      provider.stop();
      return Promise.resolve();
    },
  };
}
