/** Carries out a planned schedule, step by step, and judges what came of it. */
import type { Breakage } from './breakage';
import { DEVICE_NAMES, PEOPLE, TEAMS, type DeviceName } from './cast';
import { planSchedule, type Plan, type Step } from './plan-schedule';
import type { ProvingGround } from './proving-ground';
import type { RoundEnd } from './simulated-device';
import { isClean, type Verdict } from './verdict';
import { followOwners } from './follow-owners';

/**
 * A transaction is held open until others have had this much time; one that waits for its row must not wait for ever.
 */
const HOLD_MS = 25;

export async function runSchedule(
  ground: ProvingGround,
  seed: number,
  breakage: Breakage | null,
): Promise<{ plan: Plan; verdict: Verdict }> {
  const plan = planSchedule(seed);
  const { office } = ground;
  await ground.begin(seed, plan.weather, breakage);
  const customers: (string | null)[] = [
    await office.addCustomer('ayse', ground.nowMs),
    await office.addCustomer('can', ground.nowMs, ['banu']),
  ];
  const appointments: (string | null)[] = [await office.addAppointment(customers[0] as string, 'ayse', ground.nowMs)];
  const run = new Run(ground, customers, appointments);
  for (const step of plan.steps) await run.take(step);
  await run.finish();
  await ground.heal();
  if (run.damaged.size > 0) await ground.compare([...run.damaged]);
  if (plan.decisions.length > 0) {
    await ground.breakWeather(plan.weather);
    for (const step of plan.decisions) await run.take(step);
    await run.finish();
    await ground.heal();
  }
  const verdict = await ground.judge();
  await ground.end(!isClean(verdict));
  return { plan, verdict };
}

class Run {
  readonly damaged = new Set<DeviceName>();
  readonly #crashBefore = new Map<DeviceName, number>();
  #background: Promise<RoundEnd>[] = [];
  #isImporting = false;

  constructor(
    private readonly ground: ProvingGround,
    private readonly customers: (string | null)[],
    private readonly appointments: (string | null)[],
  ) {}

  async take(step: Step): Promise<void> {
    const { ground, customers, appointments } = this;
    const { threads, office } = ground;
    threads.step += 1;
    ground.pass(20);
    switch (step.do) {
      case 'pass':
        // Those of an owner who changed teams come after them, a customer at a time.
        await followOwners(office.pool, 1);
        return ground.pass(step.ms);
      case 'createCustomer':
        return void customers.push(await threads.ask(step.device, 'createCustomer', step.owner));
      case 'createAppointment': {
        const customer = customers[step.customer] ?? null;
        return void appointments.push(
          customer === null
            ? null
            : await threads.ask(step.device, 'createBelow', 'appointments', customer, step.hours),
        );
      }
      case 'log':
        return this.#onCustomer(step.customer, (id) =>
          threads.ask(step.device, 'createBelow', 'interactions', id, step.hours),
        );
      case 'edit': {
        const id = (step.collection === 'customers' ? customers : appointments)[step.document] ?? null;
        if (id !== null) await threads.ask(step.device, 'type', step.collection, id, step.what);
        return;
      }
      case 'settle':
        for (const device of step.devices) await threads.ask(device, 'settleCard', step.card, step.takes);
        return;
      case 'assign':
        return this.#onCustomer(step.customer, (id) =>
          threads.ask(step.device, 'edit', 'customers', id, { ownerId: PEOPLE[step.to].id }),
        );
      case 'share':
        return this.#onCustomer(step.customer, (id) =>
          threads.ask(step.device, 'edit', 'customers', id, { sharedWith: step.with.map((name) => PEOPLE[name].id) }),
        );
      case 'round':
        return this.#rounds(step);
      case 'crash':
        return void this.#crashBefore.set(step.device, step.beforeWrite);
      case 'arriveLate':
        return void (await threads.ask(
          DEVICE_NAMES[step.at % DEVICE_NAMES.length] as DeviceName,
          'arriveLate',
          step.at,
        ));
      case 'clock':
        return void (await threads.ask(step.device, 'setClock', step.aheadMs));
      case 'beginImport':
        customers.push(await office.beginImport(step.owner, ground.nowMs));
        this.#isImporting = true;
        return;
      case 'endImport':
        return this.#endImport();
      case 'moveMember':
      case 'changeRole':
        await office.changeMember(
          step.person,
          step.do === 'moveMember' ? { team_id: TEAMS[step.team] } : { role: step.role },
        );
        return threads.everyThread('forgetMembers');
      case 'restart':
        return void (await threads.ask(step.device, 'restart'));
      case 'backup':
        return office.backUp(ground.nowMs);
      case 'restore':
        return this.#restore();
      case 'damage':
        if ((await threads.ask(step.device, 'damage', step.what)) !== null) this.damaged.add(step.device);
    }
  }

  async #restore(): Promise<void> {
    await this.finish();
    await this.ground.threads.askAll('expectRestore');
    await this.ground.office.restore();
    await this.ground.threads.everyThread('forgetMembers');
    this.ground.counts.restores += 1;
  }

  async finish(): Promise<void> {
    await this.#endImport();
    await this.#release();
    await followOwners(this.ground.office.pool);
  }

  async #rounds({ devices, hear, holdCommit }: Extract<Step, { do: 'round' }>): Promise<void> {
    const { threads } = this.ground;
    if (holdCommit) await threads.everyThread('holdCommits');
    const alone = devices.length === 1 && this.#background.length === 0 && !holdCommit;
    const rounds = devices.map((device) => {
      const crashBefore = this.#crashBefore.get(device) ?? null;
      this.#crashBefore.delete(device);
      return threads.ask(device, 'round', { hear, alone, crashBefore });
    });
    this.#background.push(...rounds);
    // One that holds its transaction open stays behind while others go on; but not those that wait for its rows.
    const patience = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), HOLD_MS).unref();
    });
    if (holdCommit && (await Promise.race([Promise.all(rounds), patience])) === 'late') {
      const others = DEVICE_NAMES.filter((device) => !devices.includes(device))
        .slice(0, 2)
        .map((device) => threads.ask(device, 'round', { hear: true, alone: false, crashBefore: null }));
      this.#background.push(...others);
      await Promise.race([
        Promise.all(others),
        new Promise((resolve) => {
          setTimeout(resolve, HOLD_MS).unref();
        }),
      ]);
    }
    await this.#release();
  }

  async #release(): Promise<void> {
    await this.ground.threads.everyThread('releaseCommits');
    const ends = await Promise.all(this.#background.splice(0));
    this.ground.counts.crashes += ends.filter((end) => end === 'crashed').length;
  }

  async #endImport(): Promise<void> {
    if (!this.#isImporting) return;
    this.#isImporting = false;
    await this.ground.office.endImport();
  }

  async #onCustomer(at: number, work: (id: string) => Promise<unknown>): Promise<void> {
    const id = this.customers[at] ?? null;
    if (id !== null) await work(id);
  }
}
