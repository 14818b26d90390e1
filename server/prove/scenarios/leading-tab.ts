/**
 * Of two tabs the leading one is frozen, killed, closed, or goes on without hearing that another leads; also in
 * the middle of a push. Whoever looks at the other one waits 30 s at most for the office, and nothing happens there
 * twice.
 */
// First: it brings the browser's database.
import { emptyBrowser, openTab, type TabOfAPerson } from '../tab-of-a-person';
import { createDocument, editDocument } from '../../../app/database/write';
import { PEOPLE } from '../cast';
import { OfficeEnd } from '../office-end';
import { noCounts } from '../proving-ground';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { VirtualBrowser } from '../tabs';
import { clean, type Verdict } from '../verdict';

const LONGEST_WAIT_S = 30;
const GIVE_UP_AFTER_S = 60;
const OPENING_MS = 60_000;
const FATES = ['freeze', 'kill', 'close', 'two-leaders'] as const;
const MOMENTS = ['idle', 'request', 'answer'] as const;
/**
 * Real time in which what was begun gets on, per second of the browser's: at least so long, and so many answers of the
 * database, which is longer on a busy machine.
 */
const STEP = { atLeastMs: 40, answers: 5 };

/** `canSteal` false is the negative control: nobody takes over from a tab that is frozen. */
export async function leadingTab(
  { ground, tally, seed, short, databaseUrl }: ScenarioInput,
  { canSteal = true } = {},
): Promise<void> {
  const runs = short ? 6 : 100;
  const random = new Random(seed);
  const office = new OfficeEnd(databaseUrl);
  const verdict = clean(),
    waits: number[] = [];
  let written = 0;
  try {
    for (let run = 0; run < runs; run += 1) {
      const fate = FATES[run % FATES.length] as (typeof FATES)[number],
        moment = random.pick(MOMENTS);
      const life = new Life(await ground.office.addCustomer('ayse', Date.now()), office, new VirtualBrowser(canSteal));
      waits.push(await life.live({ fate, moment, name: `run ${run + 1} (${fate}, ${moment})`, verdict }));
      written += life.written;
      if (!canSteal && verdict.errors.length > 0) break;
    }
  } finally {
    await office.close();
    await ground.office.empty();
  }
  tally.add(verdict, { ...noCounts(), writes: written }, `leading-tab, seed ${seed}`);
  tally.scenario('leading-tab', {
    runs,
    longestWaitS: Math.max(...waits),
    meanWaitS: Math.round((waits.reduce((a, b) => a + b, 0) / runs) * 10) / 10,
  });
}

type Run = { fate: (typeof FATES)[number]; moment: (typeof MOMENTS)[number]; name: string; verdict: Verdict };

class Life {
  readonly #bodies: string[] = [];
  #city = '';
  #edits = 0;
  written = 0;

  constructor(
    private readonly customerId: string,
    private readonly office: OfficeEnd,
    private readonly browser: VirtualBrowser,
  ) {}

  async live({ fate, moment, name, verdict }: Run): Promise<number> {
    const first = await openTab(this.browser.open(), 'one', 'ayse', this.office);
    try {
      if (
        !(await this.#isEventually(async () => first.status.get().lastSyncAt !== null && (await this.#isHere(first))))
      )
        throw new Error(`${name}: the first tab never synchronised`);
      const second = await openTab(this.browser.open(), 'two', 'ayse', this.office);
      try {
        return await this.#handOver(first, second, { fate, moment, name, verdict });
      } finally {
        await second.close();
      }
    } finally {
      await first.close();
      await emptyBrowser();
    }
  }

  async #handOver(first: TabOfAPerson, second: TabOfAPerson, { fate, moment, name, verdict }: Run): Promise<number> {
    second.tab.show(false);
    await this.#pass(1);

    let happened = false;
    const happen = () => {
      if (happened) return;
      happened = true;
      first.tab.show(false);
      second.tab.show(true);
      if (fate === 'freeze') first.tab.freeze();
      else if (fate === 'kill') first.tab.kill();
      else if (fate === 'two-leaders') first.tab.isDeaf = true;
      else void first.leave();
    };
    if (moment !== 'idle')
      first.duringPush = (when) => {
        if (when === moment) happen();
      };
    await this.#type(first, 'first');
    await this.#pass(moment === 'idle' ? 0 : 1);
    happen();
    await this.#type(second, 'second');
    const waited = await this.#passUntil(() => this.#hasArrived());
    if (waited > LONGEST_WAIT_S) verdict.errors.push(`${name}: the office was reached after ${waited} s`);

    if (fate === 'freeze' || fate === 'two-leaders') {
      first.tab.thaw();
      first.tab.show(true);
      await this.#type(first, 'thawed');
      if ((await this.#passUntil(() => this.#hasArrived())) > LONGEST_WAIT_S)
        verdict.errors.push(`${name}: what was typed after it came to itself was not sent in time`);
    }
    await this.#pass(3);
    verdict.lost.push(...(await this.#missing()).map((problem) => `${name}: ${problem}`));
    verdict.repeated.push(...(await this.#repeated()).map((problem) => `${name}: ${problem}`));
    return waited;
  }

  async #type({ db }: TabOfAPerson, by: string): Promise<void> {
    for (let n = 0; n < 2; n += 1) {
      const body = `${by} ${n}`,
        at = new Date().toISOString();
      await createDocument(db, 'interactions', {
        customerId: this.customerId,
        authorId: PEOPLE.ayse.id,
        kind: 'note',
        outcome: '',
        body,
        durationMinutes: 0,
        occurredAt: at,
        createdAt: at,
      });
      this.#bodies.push(body);
    }
    this.#city = by;
    this.#edits += 1;
    await editDocument(db, 'customers', this.customerId, { city: by });
    this.written += 3;
  }

  async #isHere({ db }: TabOfAPerson): Promise<boolean> {
    return (await db.collections.customers.findOne(this.customerId).exec()) !== null;
  }

  /** Whether it comes to be so. Opening a store takes as long as the machine takes, not a number of virtual seconds. */
  async #isEventually(isSo: () => Promise<boolean>): Promise<boolean> {
    const untilMs = performance.now() + OPENING_MS;
    while (!(await isSo())) {
      if (performance.now() > untilMs) return false;
      await this.#pass(1);
    }
    return true;
  }

  /** Seconds of the browser until it is so; GIVE_UP_AFTER_S when it never was. */
  async #passUntil(isSo: () => Promise<boolean>): Promise<number> {
    for (let second = 0; second < GIVE_UP_AFTER_S; second += 1) {
      if (await isSo()) return second;
      await this.#pass(1);
    }
    return GIVE_UP_AFTER_S;
  }

  async #pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      this.browser.pass(1_000);
      await new Promise((resolve) => {
        setTimeout(resolve, STEP.atLeastMs);
      });
      for (let answer = 0; answer < STEP.answers; answer += 1) await this.#missing();
    }
  }

  async #hasArrived(): Promise<boolean> {
    return (await this.#missing()).length === 0;
  }

  async #missing(): Promise<string[]> {
    const { rows } = await this.office.pool.query<{ body: string }>(
      'SELECT body FROM interactions WHERE customer_id = $1',
      [this.customerId],
    );
    const {
      rows: [customer],
    } = await this.office.pool.query<{ city: string }>('SELECT city FROM customers WHERE id = $1', [this.customerId]);
    const there = new Set(rows.map(({ body }) => body));
    return [
      ...this.#bodies.filter((body) => !there.has(body)),
      ...(customer?.city === this.#city ? [] : [`city ${this.#city}`]),
    ];
  }

  async #repeated(): Promise<string[]> {
    const { rows } = await this.office.pool.query<{ body: string; count: number }>(
      'SELECT body, count(*)::int AS count FROM interactions WHERE customer_id = $1 GROUP BY body HAVING count(*) > 1',
      [this.customerId],
    );
    const {
      rows: [customer],
    } = await this.office.pool.query<{ version: string }>('SELECT version::text FROM customers WHERE id = $1', [
      this.customerId,
    ]);
    const { rows: audited } = await this.office.pool.query<{ id: string }>(
      `SELECT a.document_id AS id FROM audit_events a JOIN interactions i ON i.id = a.document_id
        WHERE i.customer_id = $1 GROUP BY 1 HAVING count(*) > 1`,
      [this.customerId],
    );
    return [
      ...rows.map(({ body, count }) => `"${body}" is there ${count} times`),
      ...audited.map(({ id }) => `interaction ${id} was accepted more than once`),
      ...(Number(customer?.version) > 1 + this.#edits
        ? [`the customer was written ${Number(customer?.version) - 1} times for ${this.#edits} edits`]
        : []),
    ];
  }
}
