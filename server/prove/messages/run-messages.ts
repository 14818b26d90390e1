/**
 * Six devices write to the same customers, offline and without knowing of one another; answers of the office are lost,
 * workers die with messages in their hands, customers who share a number write back, and polls overlap, die and lose
 * what they heard. What left is what the providers took; the office and every device are held against that.
 */
import { conversationIdOf } from '../../../sync/collections/conversation';
import { canCancelMessage } from '../../../sync/rules/message';
import { decideUnknown } from '../../features/deliveries/outcomes.store';
import { createPasswordHasher } from '../../features/auth/hash-password';
import { createMember } from '../../features/members/create-member';
import { createTeam } from '../../features/members/create-team';
import { listenSmsJob } from '../../features/messages/listen-sms.job';
import { sendEmailJob } from '../../features/messages/send-email.job';
import { sendSmsJob } from '../../features/messages/send-sms.job';
import { createNetgsmGateway } from '../../gateways/sms/netgsm';
import { createStandInSms, WELL_BEHAVED, type Answer } from '../../gateways/sms/stand-in/provider';
import { startStandInSms } from '../../gateways/sms/stand-in/server';
import type { Deps } from '../../deps';
import { hearAll, type Outgoing } from '../../test/outgoing';
import { TEST_PASSWORD, type Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { openOffice } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';
import { giveUpTheDead } from '../whatsapp/dying-worker';
import { judge, type Shown } from './judge';
import { Ledger, tokenIn, type Customer, type Written } from './ledger';
import { mortalDeps } from './mortal-deps';

/**
 * blind-resend  what nobody knows is simply tried again
 * new-ids       a device that heard no answer writes the message anew
 */
export const MESSAGE_BREAKAGES = ['blind-resend', 'new-ids'] as const;
export type MessageBreakage = (typeof MESSAGE_BREAKAGES)[number];
export type MessagesOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly messages: number;
  readonly kills: number;
  readonly breakage: MessageBreakage | null;
  readonly say: (line: string) => void;
};

const DEVICES = 6;
const NUMBERS = 15;
const HOUR_MS = 3_600_000;
const MOST_VAIN_ROUNDS = 20;

export function runMessages(options: MessagesOptions): Promise<ProofResult> {
  return withMigratedPlace(options.databaseUrl, async ({ url, folder }) => {
    const clock = { nowMs: Date.now() - 6 * HOUR_MS };
    const office = await openOffice(
      url,
      folder,
      () => clock.nowMs,
      createPasswordHasher({ memoryCost: 64, timeCost: 1 }),
    );
    const provider = createStandInSms({
      behaviour: { ...WELL_BEHAVED, reportAfterMs: () => 0 },
      now: () => clock.nowMs,
    });
    const server = await startStandInSms(provider);
    const account = { username: 'u', password: 'p', header: 'SAHA', endpoint: server.endpoint };
    const deps: Deps = { ...office.out.deps, sms: createNetgsmGateway(account) };
    try {
      return await new Run(options, { ...office.out, deps }, deps, provider, clock).run();
    } finally {
      await server.stop();
      await office.close();
    }
  });
}

class Run {
  readonly #random: Random;
  readonly #ledger = new Ledger();
  readonly #customers: Customer[] = [];
  readonly #devices: Tablet[] = [];
  readonly #counts = { lostAnswers: 0, kills: 0, lostPolls: 0, decidedByManager: 0, begunTwice: 0 };

  constructor(
    private readonly options: MessagesOptions,
    private readonly out: Outgoing,
    private readonly deps: Deps,
    private readonly provider: ReturnType<typeof createStandInSms>,
    private readonly clock: { nowMs: number },
  ) {
    this.#random = new Random(options.seed);
  }

  async run(): Promise<ProofResult> {
    const { options, deps } = this;
    const random = this.#random;
    await deps.pool.query('UPDATE sending_rates SET per_second = 1000');
    await this.#furnish();
    const answer = (): Answer => (random.chance(0.05) ? random.pick(['lost', 'error', 'throttle'] as const) : 'accept');
    this.provider.behave({ ...WELL_BEHAVED, reportAfterMs: () => random.below(30), answer });
    this.out.behave({ answer });
    const killEvery = Math.max(1, Math.floor(options.messages / Math.max(1, options.kills)));
    while (this.#ledger.written.length < options.messages) {
      this.clock.nowMs += random.between(1_000, 8_000);
      this.#write(random.pick(this.#devices));
      const written = this.#ledger.written.length;
      if (random.chance(0.12)) await this.#meet(random.pick(this.#devices), true);
      if (random.chance(0.1)) this.#answer();
      if (random.chance(0.06)) await this.#listen(true);
      if (written % killEvery === 0 && this.#counts.kills < options.kills) await this.#carryAndDie();
      else if (random.chance(0.03)) await this.#carry();
      if (written % 500 === 0) options.say(`${written} written, ${this.#ledger.answered.length} answered`);
    }
    await this.#end();
    const problems = judge(this.#ledger, this.#taken(), [await this.#officeRows(), ...this.#devices.map(shownOn)]);
    return {
      problems,
      counts: {
        messages: this.#ledger.written.length,
        calledOff: this.#ledger.written.filter(({ isOff }) => isOff).length,
        taken: [...this.#taken().values()].reduce((sum, { length }) => sum + length, 0),
        answers: this.#ledger.answered.length,
        devices: this.#devices.length,
        ...this.#counts,
        lost: problems.filter((one) => one.includes('was lost')).length,
      },
    };
  }

  async #furnish(): Promise<void> {
    const { deps } = this;
    const byNobody = { memberId: null, ip: '' };
    const { id: teamId } = await createTeam(deps, byNobody, 'İzmir');
    // What the devices of tests ask of an office.
    const office = { deps, clock: this.clock } as unknown as Office;
    for (let at = 0; at < DEVICES; at += 1) {
      const email = `kisi${at}@saha.example`;
      const about = { fullName: `Kişi ${at}`, email, role: 'agent' as const, teamId };
      const { memberId } = await createMember(deps, byNobody, about, TEST_PASSWORD);
      this.#devices.push(await Tablet.signIn(office, { id: memberId, email }));
    }
    const [first] = this.#devices as [Tablet];
    const sharedWith = this.#devices.map(({ memberId }) => memberId);
    for (let at = 0; at < NUMBERS * 2; at += 1) {
      this.clock.nowMs += 1_000;
      // Two cards of each number.
      const phone = `+905320000${String(at % NUMBERS).padStart(3, '0')}`;
      const email = `alici${at}@ornek.example`;
      const id = first.create('customers', first.newCustomer({ phone, email, sharedWith }));
      this.#customers.push({ id, phone, email, order: at });
    }
    await first.push('customers');
    for (const device of this.#devices) await device.pull('customers');
  }

  #write(device: Tablet): void {
    const random = this.#random;
    const customer = random.pick(this.#customers);
    const channel = random.chance(0.7) ? 'sms' : 'email';
    const createdAt = new Date(this.clock.nowMs).toISOString();
    const written: Written = {
      token: this.#ledger.token(),
      customer,
      channel,
      createdAt,
      hasArrived: false,
      isOff: false,
    };
    const by = { customerId: customer.id, channel, createdBy: device.memberId, createdAt };
    const conversationId = conversationIdOf(channel, customer.id);
    if (device.get('conversations', conversationId) === undefined) {
      if (this.#devices.some((other) => other.get('conversations', conversationId) !== undefined))
        this.#counts.begunTwice += 1;
      device.create('conversations', by, conversationId);
    }
    const text = { subject: channel === 'email' ? 'Görüşmemiz' : '', body: `İleti ${written.token}` };
    device.create('messages', {
      ...by,
      ...text,
      conversationId,
      direction: 'out',
      cancelledAt: '',
      releasedAt: '',
      bulkId: '',
      templateId: '',
    });
    this.#ledger.written.push(written);
    if (random.chance(0.05)) this.#callOff(device);
  }

  /** Whatever this device believes has not left. */
  #callOff(device: Tablet): void {
    const waiting = shownOn(device).filter((message) => message.direction === 'out' && canCancelMessage(message));
    if (waiting.length === 0) return;
    const { id, body } = this.#random.pick(waiting);
    device.edit('messages', id, { cancelledAt: new Date(this.clock.nowMs).toISOString() });
    const written = this.#ledger.written.find(({ token }) => token === tokenIn(body));
    if (written !== undefined) written.isOff = true;
  }

  async #meet(device: Tablet, mayLose: boolean): Promise<void> {
    for (const collection of ['conversations', 'messages'] as const) {
      const loseAnswer = mayLose && this.#random.chance(0.5);
      const rows = device.outgoing(collection).rows;
      const results = await device.push(collection, { loseAnswer });
      for (const { id, outcome } of results) {
        if (outcome === 'refused') throw new Error(`the office refused a row of ${collection}`);
        if (collection === 'messages') this.#arrived(device, id);
      }
      if (!loseAnswer || rows.length === 0) continue;
      this.#counts.lostAnswers += 1;
      if (this.options.breakage === 'new-ids' && collection === 'messages') this.#writeAnew(device, rows[0]!.id);
    }
    if (!this.#random.chance(0.7) && mayLose) return;
    for (const collection of ['conversations', 'messages'] as const) await device.pull(collection);
  }

  #arrived(device: Tablet, id: string): void {
    const token = tokenIn(String(device.fields('messages', id)?.['body']));
    const written = this.#ledger.written.find((one) => one.token === token);
    if (written !== undefined) written.hasArrived = true;
  }

  #writeAnew(device: Tablet, id: string): void {
    const { fields } = device.get('messages', id)!;
    device.create('messages', fields);
  }

  /** A customer writes back, from a number that two have. */
  #answer(): void {
    const { phone } = this.#random.pick(this.#customers);
    const token = this.#ledger.token();
    this.provider.receive(phone, `Yanıt ${token}`, this.clock.nowMs);
    this.#ledger.answered.push({ token, from: phone, may: new Set(), isHeard: false });
  }

  /** Two polls at once over the same window; `mayLose`: one of them dies, or forgets what it heard. */
  async #listen(mayLose: boolean): Promise<void> {
    for (const one of this.#ledger.answered)
      if (!one.isHeard) one.may.add(this.#ledger.lastWrittenTo(one.from, this.#customers).id);
    const loses = mayLose && this.#random.chance(0.4);
    const forgetful: Deps = {
      ...this.deps,
      sms: {
        ...this.deps.sms,
        listen: async (...asked) => {
          const news = await this.deps.sms.listen(...asked);
          const half = <T>(all: readonly T[]) => all.slice(0, Math.floor(all.length / 2));
          return loses
            ? {
                reports: half(news.reports),
                incoming: half(news.incoming),
                done: () => Promise.reject(new Error('the answer was lost')),
              }
            : news;
        },
      },
    };
    const polls = loses ? [forgetful] : [this.deps, forgetful];
    if (loses) this.#counts.lostPolls += 1;
    const ended = await Promise.allSettled(polls.map((deps) => listenSmsJob.run(deps, AbortSignal.timeout(60_000))));
    for (const end of ended) if (end.status === 'rejected' && !loses) throw end.reason;
    const { rows } = await this.deps.pool.query<{ text: string }>('SELECT text FROM incoming_sms');
    const heard = new Set(rows.map(({ text }) => tokenIn(text)));
    for (const one of this.#ledger.answered) one.isHeard ||= heard.has(one.token);
  }

  async #carry(deps: Deps = this.deps): Promise<void> {
    if (this.options.breakage === 'blind-resend')
      await deps.pool.query(
        `UPDATE deliveries SET state = 'queued', claim_token = NULL, not_before = now()
          WHERE state IN ('unknown', 'sending')`,
      );
    // What was slowed down waits in the provider's time, not in ours.
    await deps.pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued' AND not_before > now()`);
    await Promise.all([sendSmsJob, sendEmailJob].map((job) => job.run(deps, AbortSignal.timeout(8_000))));
    await hearAll(this.out);
  }

  /** The worker dies with whatever it holds; its claims are given up as if their time were over. */
  async #carryAndDie(): Promise<void> {
    // Something to hold in its hands.
    await this.#meet(this.#random.pick(this.#devices), true);
    const mortal = mortalDeps(this.deps, this.#random.between(1, 4));
    this.#counts.kills += 1;
    await Promise.race([this.#carry(mortal.deps), mortal.death]);
    mortal.die();
    await giveUpTheDead(this.deps);
    await hearAll(this.out);
  }

  /**
   * Everything arrives, leaves and is heard; a manager with the provider's list beside them decides what nobody knows.
   */
  async #end(): Promise<void> {
    this.provider.behave({ ...WELL_BEHAVED, reportAfterMs: () => 0 });
    this.out.behave({});
    for (const device of this.#devices) await this.#meet(device, false);
    // A claim that was under way when its worker died was taken after the dead one's were given up.
    await giveUpTheDead(this.deps);
    let [before, vainRounds] = ['', 0];
    // As many as it takes, however little of the machine there is: until rounds change nothing.
    while (vainRounds < MOST_VAIN_ROUNDS) {
      await this.#carry();
      await this.#listen(false);
      const taken = this.#taken();
      const { rows } = await this.deps.pool.query<{ id: string; text: string }>(
        `SELECT id, content ->> 'text' AS text FROM deliveries WHERE state = 'unknown'`,
      );
      for (const { id, text } of rows)
        await decideUnknown(this.deps.pool, id, taken.has(tokenIn(text)) ? 'assume' : 'again');
      this.#counts.decidedByManager += rows.length;
      const open = await this.deps.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM deliveries WHERE state IN ('queued', 'sending', 'unknown', 'sent')`,
      );
      const unheard = this.#ledger.answered.filter(({ isHeard }) => !isHeard).length;
      const standing = `${open.rows[0]?.n} ${unheard}`;
      if (standing === '0 0') break;
      vainRounds = standing === before ? vainRounds + 1 : 0;
      before = standing;
    }
    for (let round = 0; round < 2; round += 1) for (const device of this.#devices) await this.#meet(device, false);
  }

  #taken(): Map<string, string[]> {
    const taken = new Map<string, string[]>();
    for (const { to, text } of [
      ...this.provider.taken,
      ...this.out.provider.taken.map((mail) => ({ to: mail.to[0] ?? '', text: mail.text })),
    ])
      taken.set(tokenIn(text), [...(taken.get(tokenIn(text)) ?? []), to]);
    return taken;
  }

  async #officeRows(): Promise<Shown[]> {
    const { rows } = await this.deps.pool.query<Shown>(
      `SELECT id, conversation_id AS "conversationId", customer_id AS "customerId", channel, direction, subject, body,
        state, reason,
         coalesce(cancelled_at::text, '') AS "cancelledAt", coalesce(released_at::text, '') AS "releasedAt",
           created_at AS "createdAt"
       FROM messages`,
    );
    return rows;
  }
}

const shownOn = (device: Tablet): Shown[] =>
  [...device.documents.get('messages')!.values()].map(({ id, fields }) => ({ ...fields, id }) as Shown);
