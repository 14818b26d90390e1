/** Whoever hands over takes longer than their claim lasts, and two others look meanwhile: it leaves once. */
import { sendEmailJob } from '../../features/messages/send-email.job';
import type { EmailGateway } from '../../gateways/email/contract';
import { giveUpClaimsNow, endAll, type Workshop } from './workshop';

const PATIENCE_MS = 10_000;

export async function outliveClaims(workshop: Workshop, runs: number): Promise<void> {
  const { out, random, problems } = workshop;
  for (let at = 0; at < runs; at += 1) {
    const to = `uzun${at}@ornek.example`;
    await out.consent(to, 'given', '2025-01-01T09:00:00.000Z');
    const id = await out.send(to);
    const isTakenFirst = random.chance(0.5);
    let begun: () => void = () => undefined;
    let goOn: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    // The provider takes it at the beginning of the long call, or at its end.
    const send: EmailGateway['send'] = async (mail) => {
      if (!isTakenFirst) {
        begun();
        await mayGoOn;
      }
      const outcome = await out.deps.email.send(mail);
      if (isTakenFirst) {
        begun();
        await mayGoOn;
      }
      return outcome;
    };
    const slow = { ...out.deps, email: { ...out.deps.email, send } };
    const working = sendEmailJob.run(slow, AbortSignal.timeout(PATIENCE_MS));
    await isBegun;
    await giveUpClaimsNow(workshop);
    await Promise.all([1, 2].map(() => sendEmailJob.run(out.deps, AbortSignal.timeout(PATIENCE_MS))));
    goOn();
    await working;
    await endAll(workshop);
    const times = out.addressesTaken().filter((one) => one === to).length;
    const { state } = await out.stateOf(id);
    if (times !== 1 || state !== 'delivered') problems.push(`${to} was written to ${times} times and is ${state}`);
  }
  workshop.counts['claimsOutlived'] = runs;
}
