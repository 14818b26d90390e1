/** Workers that carry messages over a line that loses answers, and that die with messages in their hands. */
import { decideUnknown } from '../../features/deliveries/outcomes.store';
import { sendWhatsappJob } from '../../features/chat/send-whatsapp.job';
import type { Deps } from '../../deps';
import type { SendAnswer, SendFate } from '../../gateways/whatsapp/stand-in/provider';
import type { WhatsappOffice } from '../../test/whatsapp-office';
import type { Random } from '../../../prisma/factories/random';
import { carryAndDie, giveUpTheDead } from '../whatsapp/dying-worker';

export class Carrying {
  readonly counts = { lost: 0, unheard: 0, kills: 0, decided: 0 };
  constructor(
    private readonly line: WhatsappOffice,
    private readonly random: Random,
    private readonly isBlind: boolean,
    private readonly patienceMs: number,
  ) {}

  misbehave(): void {
    const { random, counts } = this;
    this.line.standIn.behave({
      answer: (): SendAnswer => {
        const drawn = random.below(100);
        if (drawn < 20) counts.lost += 1;
        else if (drawn < 26) counts.unheard += 1;
        return drawn < 20 ? 'lost' : drawn < 26 ? 'unheard' : drawn < 30 ? 'error' : 'accept';
      },
      fate: () => random.pick<SendFate>(['read', 'delivered', 'sent', 'none']),
      deliveries: () => random.pick([[], [0], [0], [0, 3]]),
    });
  }

  behave(): void {
    this.line.standIn.behave({ answer: () => 'accept', fate: () => 'read', deliveries: () => [0] });
  }

  async carry(): Promise<void> {
    const { line, random } = this;
    if (random.chance(0.4)) {
      if (await carryAndDie(line.deps, random.between(1, 3), (deps) => this.#run(deps))) this.counts.kills += 1;
    } else await this.#run(line.deps);
    if (random.chance(0.6)) await line.read();
    if (random.chance(0.4)) await line.tend();
    if (random.chance(0.4)) await line.lookForUnanswered();
  }

  /** What is not found once all is heard was never taken, and an admin says so. Answers how many are left. */
  async endAll(): Promise<number> {
    const { line } = this;
    const { pool } = line.deps;
    await line.read();
    await giveUpTheDead(line.deps);
    await pool.query(`UPDATE lines SET pulled_at = now() - interval '1 hour'`);
    await line.tend();
    await line.lookForUnanswered();
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM deliveries WHERE state = 'unknown'`);
    for (const { id } of rows) if (await decideUnknown(pool, id, 'again')) this.counts.decided += 1;
    await this.#run(line.deps);
    await line.read();
    const left = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM deliveries WHERE state IN ('queued', 'sending', 'unknown')`,
    );
    return left.rows[0]?.count ?? 0;
  }

  async #run(deps: Deps): Promise<void> {
    const { pool } = this.line.deps;
    if (this.isBlind)
      await pool.query(`UPDATE deliveries SET state = 'queued', claim_token = NULL WHERE state = 'unknown'`);
    // What was put off waits in the line's time, not in ours.
    await pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued' AND not_before > now()`);
    await sendWhatsappJob.run(deps, AbortSignal.timeout(this.patienceMs));
  }
}
