/** An office, two people at their devices, and a third one who writes in the office. */
import { interceptStore, WholeDrafts, type FormsBreakage } from './breakages';
import { addressOf, pause, Tab, type Place } from './tab';
import type { SahaDatabase } from '../../../app/database/database-context';
import { closeDevices, synced } from '../../../app/database/test/devices';
import { OfficeInMemory } from '../../../app/database/test/office-in-memory';
import { appointmentValues, customerValues } from '../../../app/database/test/customer-values';
import { until, type Replica } from '../../../app/database/test/replica';
import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { unitValues, type ConflictCard } from '../../../sync/rules/document';
import { makeStamp } from '../../../sync/rules/stamp';
import { Ledger, type FactAtEnd, type FactName } from './ledger';
import { TabLocks } from './shared-browser';
import { factOf, UNITS, type Unit } from './screen-reader';

const SOMEBODY_ELSE = 'cccccccc';
const STARTS_AT = '2027-03-03T07:00:00.000Z';
const endAfter = (minutes: number) => new Date(Date.parse(STARTS_AT) + minutes * 60_000).toISOString();

export type Device = { readonly replica: Replica; readonly db: SahaDatabase; isOnline: boolean };

export class World {
  ledger = new Ledger();
  tabs: Tab[] = [];
  customerId = '';
  appointmentId = '';
  readonly #locks = new TabLocks();
  #documents = 0;

  private constructor(
    readonly office: OfficeInMemory,
    readonly devices: readonly Device[],
    private readonly drafts: WholeDrafts,
  ) {}

  static async open(breakage: FormsBreakage | null): Promise<World> {
    const office = new OfficeInMemory();
    const devices: Device[] = [];
    for (let at = 0; at < 2; at += 1) {
      const device = { isOnline: true } as Device;
      const connect = () => {
        const server = office.connect();
        const reached =
          <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
          async (...given: A) => {
            if (!device.isOnline) throw new TypeError('Failed to fetch');
            return call(...given);
          };
        return {
          ...server,
          hello: reached(server.hello),
          pull: reached(server.pull),
          push: reached(server.push),
        };
      };
      const replica = await synced({ connect, comparing: () => office.comparing() } as OfficeInMemory);
      interceptStore(replica, breakage);
      Object.assign(device, { replica, db: replica.db });
      devices.push(device);
    }
    const world = new World(office, devices, new WholeDrafts(breakage));
    world.#locks.install();
    return world;
  }

  place(screen: Place['screen']): Place {
    return { screen, customerId: this.customerId, appointmentId: this.appointmentId };
  }

  /** A customer and an appointment that nobody has touched. */
  async newRecords(): Promise<void> {
    this.ledger = new Ledger();
    const number = String((this.#documents += 1)).padStart(12, '0');
    this.customerId = `01890000-0000-7000-c000-${number}`;
    this.appointmentId = `01890000-0000-7000-d000-${number}`;
    const customer = customerValues({ notes: 'first notes', city: 'first city', source: 'referral' });
    const appointment = appointmentValues(this.customerId, {
      title: 'first title',
      notes: 'first notes',
      kind: 'meeting',
      kindId: 'meeting',
      status: 'confirmed',
      startsAt: STARTS_AT,
      endsAt: endAfter(60),
    });
    const stamp = makeStamp(Date.now(), 0, SOMEBODY_ELSE);
    this.office.write('customers', this.customerId, customer, stamp);
    this.office.write('appointments', this.appointmentId, appointment, stamp);
    for (const [fact, { stands }] of this.atEnd()) this.ledger.begin(fact, stands);
    await this.inOrder();
  }

  async openTab(name: string, deviceAt: number, place: Place): Promise<Tab> {
    const { db } = this.devices[deviceAt] as Device;
    const tab = await Tab.open(name, db, this.#locks, () => this.ledger, place, this.drafts);
    this.tabs.push(tab);
    return tab;
  }
  endTab(tab: Tab): void {
    this.tabs = this.tabs.filter((one) => one !== tab);
    tab.end();
  }
  deviceOf(tab: Tab): number {
    return this.devices.findIndex(({ db }) => db === tab.db);
  }
  otherTabsAt(tab: Tab): Tab[] {
    return this.tabs.filter((one) => one !== tab && one.db === tab.db && addressOf(one.place) === addressOf(tab.place));
  }

  /** Somebody else, who is in the office and sees what stands there. */
  writeInOffice(screen: Place['screen'], unit: Unit, value: string): void {
    const fact = factOf(screen, unit);
    const stands = this.atEnd().get(fact)?.stands ?? '';
    if (stands === value) return;
    const collection = fact.split('/')[0] as WritableCollectionName;
    const id = collection === 'customers' ? this.customerId : this.appointmentId;
    const fields = unit === 'schedule' ? { startsAt: STARTS_AT, endsAt: endAfter(Number(value)) } : { [unit]: value };
    const before = this.office.table(collection).get(id)?.stamps ?? {};
    const afterMs = Math.max(Date.now(), ...Object.values(before).map((stamp) => parseInt(stamp.slice(0, 12), 16) + 1));
    const stamp = makeStamp(afterMs, 0, SOMEBODY_ELSE);
    this.office.write(collection, id, fields, stamp);
    if (unit === 'schedule') {
      const row = this.office.table(collection).get(id);
      if (row !== undefined) row.stamps = { ...before, schedule: stamp };
    }
    this.ledger.confirm(fact, value, new Set([stands]), 'somebody else');
  }

  async setOnline(deviceAt: number, isOnline: boolean): Promise<void> {
    const device = this.devices[deviceAt] as Device;
    device.isOnline = isOnline;
    if (isOnline) device.replica.engine.requestRound();
    await Promise.resolve();
  }

  /** Everything is in the office, and from there on both devices. */
  async inOrder(): Promise<void> {
    for (const at of this.devices.keys()) await this.setOnline(at, true);
    for (let round = 0; round < 2; round += 1)
      for (const { replica } of this.devices) {
        const before = replica.status.get().lastSyncAt;
        // Two rounds of one millisecond would look like one.
        await pause(2);
        replica.engine.requestRound();
        await until('in order', () => {
          const { phase, waiting, lastSyncAt } = replica.status.get();
          return phase === 'resting' && waiting === 0 && lastSyncAt !== before;
        });
      }
  }

  atEnd(): Map<FactName, FactAtEnd> {
    const facts = new Map<FactName, FactAtEnd>();
    for (const screen of ['edit', 'appointment'] as const)
      for (const unit of UNITS[screen]) {
        const fact = factOf(screen, unit);
        const collection = fact.split('/')[0] as WritableCollectionName;
        const row = this.office
          .table(collection)
          .get(collection === 'customers' ? this.customerId : this.appointmentId);
        const cards = (row?.conflicts ?? []).filter((card: ConflictCard) => card.unit === unit);
        const said = (values: Readonly<Record<string, unknown>>) => saidOf(unit, values);
        facts.set(fact, {
          stands: said(unitValues(COLLECTIONS[collection], row?.fields ?? {}, unit)),
          onCards: cards.flatMap(({ shown, hidden }) => [said(shown.values), said(hidden.values)]),
        });
      }
    return facts;
  }

  async close(): Promise<void> {
    for (const tab of [...this.tabs]) this.endTab(tab);
    this.#locks.uninstall();
    await closeDevices();
  }
}

function saidOf(unit: Unit, values: Readonly<Record<string, unknown>>): string {
  if (unit !== 'schedule') return String(values[unit] ?? '');
  return String((Date.parse(String(values['endsAt'])) - Date.parse(String(values['startsAt']))) / 60_000);
}
