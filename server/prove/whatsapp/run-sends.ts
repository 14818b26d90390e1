/**
 * The same few words to the same few people over a line whose answers are lost, that fails and is away, by workers that
 * die with messages in their hands. What left is what the other side took.
 */
import { conversationIdOf } from '../../../sync/collections/conversation';
import { createPasswordHasher } from '../../features/auth/hash-password';
import { decideUnknown } from '../../features/deliveries/outcomes.store';
import { sendWhatsappJob } from '../../features/chat/send-whatsapp.job';
import { createMember } from '../../features/members/create-member';
import { createTeam } from '../../features/members/create-team';
import type { SendAnswer, SendFate } from '../../gateways/whatsapp/stand-in/provider';
import type { Deps } from '../../deps';
import { TEST_PASSWORD, type Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { carryAndDie, giveUpTheDead } from './dying-worker';

/** `blind-resend`: what nobody knows is simply tried again. */
export const SEND_BREAKAGES = ['blind-resend'] as const;
export type SendOptions = {
  readonly seed: number;
  readonly sends: number;
  readonly breakage: (typeof SEND_BREAKAGES)[number] | null;
  readonly say: (line: string) => void;
};
/** So few that the same words go to the same people, so many that a chat that is held does not hold all. */
const FEWEST_PEOPLE = 12;
const SENDS_EACH = 30;
const WORDS = ['tamam', 'tamam', 'evet', 'Merhaba'];
/** So often an admin looks at what nobody knows: it holds its chat, and a chat that is held takes nothing. */
const DECIDE_EVERY = 10;
/** What does not get less in so many rounds never ends. */
const PATIENT_ROUNDS = 12;
const PATIENCE_MS = 5_000;
const jidOf = (phone: string) => `${phone.slice(1)}@s.whatsapp.net`;

type Written = { readonly to: string; readonly text: string };
type Counts = { lost: number; unheard: number; failed: number; outages: number; kills: number; decided: number };

/** `base`: an office that was migrated and holds nothing else. */
export async function runSends(base: Deps, options: SendOptions): Promise<ProofResult> {
  const passwords = createPasswordHasher({ memoryCost: 64, timeCost: 1 });
  const deps: Deps = { ...base, passwords };
  const by = { memberId: null, ip: '' };
  const { id: teamId } = await createTeam(deps, by, 'İzmir');
  const email = 'danisman@saha.example';
  const about = { fullName: 'Danışman', email, role: 'agent' as const, teamId };
  const { memberId } = await createMember(deps, by, about, TEST_PASSWORD);
  // What the devices of tests ask of an office.
  const office = { deps, clock: { nowMs: Date.now() } } as unknown as Office;
  const device = await Tablet.signIn(office, { id: memberId, email });
  const line = await openLine(deps, [memberId]);
  try {
    await deps.pool.query('UPDATE lines SET daily_cap = 1000000, new_chat_cap = 1000000');
    await deps.pool.query('UPDATE sending_rates SET per_second = 1000');
    return await new Sends(options, device, line).run();
  } finally {
    await line.close();
  }
}

class Sends {
  readonly #random: Random;
  readonly #written: Written[] = [];
  readonly #customers: { id: string; phone: string }[] = [];
  #asked = 0;
  readonly #counts: Counts = { lost: 0, unheard: 0, failed: 0, outages: 0, kills: 0, decided: 0 };

  constructor(
    private readonly options: SendOptions,
    private readonly device: Tablet,
    private readonly line: WhatsappOffice,
  ) {
    this.#random = new Random(options.seed);
  }

  async run(): Promise<ProofResult> {
    const { device, line, options } = this;
    const random = this.#random;
    const people = Math.max(FEWEST_PEOPLE, Math.ceil(options.sends / SENDS_EACH));
    const [fewest, most] = [Math.floor(people / 4), Math.floor((people * 3) / 4)];
    for (let at = 0; at < people; at += 1) {
      const phone = `+905320001${String(at).padStart(3, '0')}`;
      const id = device.create('customers', device.newCustomer({ phone }));
      this.#customers.push({ id, phone });
    }
    await device.push('customers');
    line.standIn.behave({
      answer: () => this.#answer(),
      fate: () => random.pick<SendFate>(['read', 'read', 'delivered', 'sent', 'none']),
      deliveries: () => random.pick([[], [0], [0], [0, 3]]),
    });
    for (let round = 0; this.#written.length < options.sends; round += 1) {
      for (let left = random.between(fewest, most); left > 0 && this.#written.length < options.sends; left -= 1)
        this.#write();
      await device.push('conversations');
      await device.push('messages');
      if (round % 4 === 1) await this.#outage();
      else if (round % 2 === 0) {
        if (await carryAndDie(line.deps, random.between(1, 3), (deps) => this.#carry(deps))) this.#counts.kills += 1;
      } else await this.#carry();
      if (random.chance(0.5)) await line.read();
      if (random.chance(0.7)) await line.tend();
      if (random.chance(0.3)) await line.lookForUnanswered();
      if (round % DECIDE_EVERY === DECIDE_EVERY - 1) await this.#decide();
      options.say(`${this.#written.length} written, ${line.standIn.sent.length} taken`);
    }
    await this.#end();
    const problems = await this.#judge();
    return {
      problems,
      counts: { sends: this.#written.length, taken: line.standIn.sent.length, ...this.#counts },
    };
  }

  #answer(): SendAnswer {
    const answer = this.#random.below(100);
    this.#asked += 1;
    // At the least one in six, so that a short run meets some as well.
    if (answer < 20 || this.#asked % 6 === 2) {
      this.#counts.lost += 1;
      return 'lost';
    }
    if (answer < 27) {
      this.#counts.unheard += 1;
      return 'unheard';
    }
    if (answer >= 34) return 'accept';
    this.#counts.failed += 1;
    return 'error';
  }

  #write(): void {
    const { device } = this;
    const { id: customerId, phone } = this.#random.pick(this.#customers);
    const text = this.#random.pick(WORDS);
    const createdAt = new Date().toISOString();
    const by = { customerId, channel: 'whatsapp', createdBy: device.memberId, createdAt };
    const conversationId = conversationIdOf('whatsapp', customerId);
    if (device.get('conversations', conversationId) === undefined) device.create('conversations', by, conversationId);
    device.create('messages', {
      ...by,
      conversationId,
      direction: 'out',
      subject: '',
      body: text,
      cancelledAt: '',
      releasedAt: '',
    });
    this.#written.push({ to: jidOf(phone), text });
  }

  async #carry(deps: Deps = this.line.deps): Promise<void> {
    const { pool } = this.line.deps;
    if (this.options.breakage === 'blind-resend')
      await pool.query(`UPDATE deliveries SET state = 'queued', claim_token = NULL WHERE state = 'unknown'`);
    // What was put off waits in the line's time, not in ours.
    await pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued' AND not_before > now()`);
    await sendWhatsappJob.run(deps, AbortSignal.timeout(PATIENCE_MS));
  }

  /** Nothing leaves meanwhile; that it is over is told, or found by asking. */
  async #outage(): Promise<void> {
    const { standIn, instance } = this.line;
    this.#counts.outages += 1;
    standIn.drop(instance, this.#random.pick(['connecting', 'close']));
    await this.#carry();
    standIn.join(instance);
  }

  /** All is heard; what is not found then was never taken, and an admin says so. */
  async #decide(): Promise<void> {
    const { line } = this;
    const { pool } = line.deps;
    await line.read();
    await giveUpTheDead(line.deps);
    await line.tend();
    await line.lookForUnanswered();
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM deliveries WHERE state = 'unknown'`);
    for (const { id } of rows) if (await decideUnknown(pool, id, 'again')) this.#counts.decided += 1;
  }

  async #end(): Promise<void> {
    const { line, options } = this;
    line.standIn.behave({ answer: () => 'accept', fate: () => 'read', deliveries: () => [0] });
    let least = Number.POSITIVE_INFINITY;
    for (let patience = PATIENT_ROUNDS; patience > 0; patience -= 1) {
      await this.#decide();
      await this.#carry();
      const { rows: waiting } = await line.deps.pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM deliveries WHERE state IN ('queued', 'sending', 'unknown')`,
      );
      const count = waiting[0]?.count ?? 0;
      options.say(`${count} left`);
      if (count === 0) break;
      if (count < least) patience = PATIENT_ROUNDS;
      least = Math.min(least, count);
    }
    await line.read();
  }

  async #judge(): Promise<string[]> {
    const { standIn, deps } = this.line;
    const [wanted, taken] = [tally(this.#written), tally(standIn.sent)];
    const problems = [...new Set([...wanted.keys(), ...taken.keys()])].flatMap((what) => {
      const [should, did] = [wanted.get(what) ?? 0, taken.get(what) ?? 0];
      return should === did ? [] : [`${what} was written ${should} times and taken ${did} times`];
    });
    const { rows } = await deps.pool.query<{ id: string; state: string; keys: string[] }>(
      `SELECT m.id, m.state, array(SELECT h.key_id FROM chat_messages h WHERE h.message_id = m.id) AS keys
       FROM messages m WHERE m.channel = 'whatsapp' AND m.direction = 'out'`,
    );
    if (rows.length !== this.#written.length)
      problems.push(`${rows.length} messages stand, ${this.#written.length} were written`);
    const shown = new Set(rows.flatMap(({ keys }) => keys));
    for (const { id, state, keys } of rows) {
      if (keys.length !== 1) problems.push(`${id} is ${keys.length} messages on the other side`);
      if (!['sent', 'delivered', 'read'].includes(state)) problems.push(`${id} is ${state}`);
    }
    for (const { keyId } of standIn.sent) if (!shown.has(keyId)) problems.push(`${keyId} stands nowhere`);
    return problems;
  }
}

function tally(all: readonly Written[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { to, text } of all) counts.set(`"${text}" to ${to}`, (counts.get(`"${text}" to ${to}`) ?? 0) + 1);
  return counts;
}
