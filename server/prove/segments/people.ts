/** Customers with appointments, series and what was logged: as devices hold them, and as their maker knows them. */
import { v7 as uuidv7 } from 'uuid';
import { CUSTOMER_SOURCES } from '../../../sync/collections/customer';
import { formatRecurrence, WEEKDAYS } from '../../../sync/rules/recurrence-rule';
import { makeStamp } from '../../../sync/rules/stamp';
import { type Random } from '../random';
import type { Truth } from './oracle';
import type { Values } from './random-rule';

export type Row = Readonly<Record<string, unknown>>;
export type Member = {
  readonly id: string;
  readonly role: 'admin' | 'manager' | 'agent';
  readonly teamId: string | null;
};
export type Person = {
  readonly customer: Row;
  readonly stageStamp: string;
  readonly appointments: readonly Row[];
  readonly interactions: readonly Row[];
  readonly truth: Truth;
};

const DAY = 86_400_000;
const MINUTE = 60_000;
const CITIES = ['İstanbul', 'ISPARTA', 'Iğdır', 'Şanlıurfa', 'Çanakkale', 'Muğla', 'Łódź', '', 'izmir', 'Bakı Əhmədli'];
const FIRST = ['Işık', 'İpek', 'Gül', 'Çağrı', 'Şeyma', 'Ömer', 'Ali', 'ÜMİT', 'Zeynep'];
const LAST = ['Öztürk', 'Yıldız', 'AĞAOĞLU', 'Straße', 'Kaya', 'Iskender'];
const WORK = ['', 'Mimar', 'diş hekimi', 'ÖĞRETMEN'];
const NOTES = ['', 'Eşi ile gelecek', 'SIK SIK arar %_', 'yatırım İÇİN düşünüyor', 'Kadıköy\\Moda'];
const STAGES = ['new', 'contacted', 'meeting', 'offer', 'won', 'lost'];
const COUNTRIES = ['', 'TR', 'DE', 'AZ'];
const LABELS = ['vip', 'family', 'abroad', 'constructor'];
export const VALUES: Values = {
  name: ['isik', 'ÖZTÜRK', 'a', 'ipek yil', 'STRASSE', 'i', ' kaya '],
  city: ['IS', 'istanbul', 'ığdir', 'lodz', 'ə', 'nak'],
  email: ['ORNEK', '@', '1'],
  occupation: ['MİMAR', 'dis', 'öğretmen'],
  address: ['Cadde', 'no'],
  notes: ['sik', '%', '_', '\\', 'için', 'EŞİ'],
  stage: STAGES,
  labels: [...LABELS, 'nobodys'],
  countryId: COUNTRIES,
};

export function makePerson(random: Random, nowMs: number, members: readonly Member[]): Person {
  const iso = (atMs: number) => new Date(atMs).toISOString();
  // Often about the edges of days, weeks and months of any zone.
  const some = (backDays: number, aheadDays = 0) =>
    random.chance(0.3)
      ? Date.UTC(2026, 10, random.pick([1, 16, 23, 24, 30]), random.pick([0, 4, 5, 10, 13, 18, 21, 22])) -
        random.pick([0, 1, 0, 1000])
      : nowMs - random.between(-aheadDays * 1_440, backDays * 1_440) * MINUTE;
  const id = uuidv7();
  const owner = random.pick(members);
  const createdAt = some(800);
  const stageSince = random.chance(0.7) ? null : some(700);
  const stamps = {
    '*': makeStamp(createdAt, 0, '00000000'),
    ...(stageSince === null ? {} : { stage: makeStamp(stageSince, 3, 'abcdef01') }),
  };
  const hasEmail = random.chance(0.7);
  const hasPhone = random.chance(0.7);
  const states = ['email', 'sms', 'whatsapp', 'call'].map(
    (channel) => [channel, random.pick(['given', 'no', null])] as const,
  );
  const step = random.pick(['none', 'open', 'done'] as const);
  const stepDay = step === 'none' || random.chance(0.2) ? '' : iso(nowMs + random.between(-40, 40) * DAY).slice(0, 10);
  // Put on and taken off any number of times.
  const labels = random.shuffled(LABELS).slice(0, random.below(3));
  const turns = labels.map((label) => [label, random.between(0, 5)] as const);
  const interactions = makeInteractions(random, id, members, some);
  const appointments = makeAppointments(random, id, owner.id, nowMs, some);
  const contacts = [...interactions.contacts.map(({ at }) => at), ...appointments.held];
  const customer = {
    id,
    firstName: random.pick(FIRST),
    lastName: random.pick(LAST),
    phone: hasPhone ? '+905551112233' : '',
    altPhone: '',
    email: hasEmail ? `ornek${random.below(9)}@ornek.example` : '',
    countryId: random.pick(COUNTRIES),
    city: random.pick(CITIES),
    address: random.pick(['', 'Bağdat Caddesi NO 3']),
    occupation: random.pick(WORK),
    notes: random.pick(NOTES),
    language: random.pick(['tr', 'en']),
    labels: Object.fromEntries(turns),
    source: random.pick(CUSTOMER_SOURCES),
    stage: random.pick(STAGES),
    ownerId: owner.id,
    sharedWith: random.chance(0.1) ? [random.pick(members).id] : [],
    createdBy: owner.id,
    createdAt: iso(createdAt),
    nextStepText: step === 'none' ? '' : 'Ara',
    nextStepDueOn: stepDay,
    nextStepDoneAt: step === 'done' ? iso(nowMs - DAY) : '',
    lastContactAt: contacts.length === 0 ? '' : iso(Math.max(...contacts)),
    teamId: owner.teamId ?? '',
    reach: Object.fromEntries(states.flatMap(([channel, state]) => (state === null ? [] : [[channel, { state }]]))),
    deletedAt: '',
    stamps,
  };
  const reachOf = (at: number, hasAddress: boolean) => (hasAddress ? (states[at]![1] ?? 'none') : 'noAddress');
  const last = interactions.contacts.reduce<(typeof interactions.contacts)[number] | null>(
    (latest, one) =>
      latest === null || one.at > latest.at || (one.at === latest.at && one.id > latest.id) ? one : latest,
    null,
  );
  return {
    customer,
    stageStamp: stamps.stage ?? stamps['*'],
    appointments: appointments.rows,
    interactions: interactions.rows,
    truth: {
      id,
      texts: {
        name: `${customer.firstName} ${customer.lastName}`,
        ...{ city: customer.city, email: customer.email, occupation: customer.occupation },
        ...{ address: customer.address, notes: customer.notes },
      },
      choices: {
        ...{ stage: customer.stage, source: customer.source, countryId: customer.countryId },
        ...{ ownerId: owner.id, teamId: customer.teamId, language: customer.language },
        lastContactKind: last?.kind ?? 'none',
        nextStep: step,
        reachEmail: reachOf(0, hasEmail),
        reachSms: reachOf(1, hasPhone),
        reachWhatsapp: reachOf(2, hasPhone),
        reachCall: reachOf(3, hasPhone),
      },
      createdAt,
      labels: turns.filter(([, count]) => [1, 3, 5].includes(count)).map(([label]) => label),
      stageSince: stageSince ?? createdAt,
      lastContactAt: contacts.length === 0 ? null : Math.max(...contacts),
      nextStepOn: step === 'done' ? '' : stepDay,
      noShows: appointments.noShows,
      starts: appointments.starts,
      seriesStarts: appointments.seriesStarts,
    },
  };
}

type Some = (backDays: number, aheadDays?: number) => number;

function makeInteractions(random: Random, customerId: string, members: readonly Member[], some: Some) {
  const rows: Row[] = [];
  const contacts: { id: string; kind: string; at: number }[] = [];
  for (let count = random.pick([0, 0, 1, 2, 3]); count > 0; count -= 1) {
    const [id, authorId, at] = [uuidv7(), random.pick(members).id, some(500)];
    const kind = random.pick(['call', 'visit', 'note']);
    const outcome = kind === 'call' ? random.pick(['reached', 'no_answer', '']) : '';
    const base = { customerId, body: '', durationMinutes: 0, occurredAt: new Date(at).toISOString() };
    const createdAt = base.occurredAt;
    rows.push({ ...base, id, authorId, kind, outcome, createdAt, retracts: '' });
    const takenBackBy = random.chance(0.15) ? random.pick([authorId, random.pick(members).id]) : null;
    if (takenBackBy !== null)
      rows.push({ ...base, id: uuidv7(), authorId: takenBackBy, kind: 'note', outcome: '', createdAt, retracts: id });
    const isContact = kind === 'visit' || (kind === 'call' && outcome !== 'no_answer');
    if (isContact && takenBackBy !== authorId) contacts.push({ id, kind, at });
  }
  return { rows, contacts };
}

function makeAppointments(random: Random, customerId: string, agentId: string, nowMs: number, some: Some) {
  const rows: Row[] = [];
  const starts: number[] = [];
  const seriesStarts: number[] = [];
  const held: number[] = [];
  let noShows = 0;
  const row = (at: number, values: Row): Row => ({
    ...{
      id: uuidv7(),
      customerId,
      agentId,
      title: '',
      kind: 'meeting',
      zone: 'Europe/Istanbul',
      location: '',
      notes: '',
    },
    ...{ startsAt: new Date(at).toISOString(), endsAt: new Date(at + 30 * MINUTE).toISOString(), status: 'confirmed' },
    ...{ cancelReason: '', createdBy: agentId, createdAt: new Date(nowMs - DAY).toISOString(), deletedAt: '' },
    ...{ recurrence: '', rootId: '', seriesId: '', occurrenceOn: '', own: [] },
    ...values,
  });
  for (let count = random.pick([0, 0, 1, 1, 2, 4]); count > 0; count -= 1) {
    const at = some(400, 800);
    const status = random.pick(['confirmed', 'held', 'no_show', 'no_show', 'cancelled', 'requested']);
    const isDeleted = random.chance(0.1);
    rows.push(row(at, { status, deletedAt: isDeleted ? new Date(nowMs).toISOString() : '' }));
    if (isDeleted) continue;
    if (status !== 'cancelled') starts.push(at);
    if (status === 'no_show') noShows += 1;
    if (status === 'held') held.push(at);
  }
  if (random.chance(0.04)) addSeries();
  return { rows, starts, seriesStarts, held, noShows };

  /** Every week, in a zone whose clocks stay: so the maker knows its starts by counting. */
  function addSeries(): void {
    const first = Math.floor((nowMs - random.between(-30, 60) * DAY) / DAY) * DAY + 8 * 60 * MINUTE;
    const count = random.between(2, 12);
    const day = WEEKDAYS[(new Date(first).getUTCDay() + 6) % 7]!;
    const series = row(first, {
      recurrence: formatRecurrence({
        pattern: { every: 'week', days: [day] },
        interval: 1,
        end: { ends: 'after', count },
      }),
    });
    rows.push(series);
    const changed = random.below(count);
    for (let at = 0; at < count; at += 1) if (at !== changed) seriesStarts.push(first + at * 7 * DAY);
    const plan = first + changed * 7 * DAY;
    const on = new Date(plan + 180 * MINUTE).toISOString().slice(0, 16);
    const one = { rootId: series['id'], seriesId: series['id'], occurrenceOn: on };
    const what = random.pick(['moved', 'cancelled', 'no_show', 'inherits']);
    const to = what === 'moved' ? plan + 3 * 60 * MINUTE : plan;
    rows.push(
      row(to, {
        ...one,
        status:
          what === 'cancelled' ? 'cancelled' : what === 'no_show' || what === 'inherits' ? 'no_show' : 'confirmed',
        own: what === 'moved' ? ['schedule'] : what === 'inherits' ? [] : ['status'],
      }),
    );
    if (what === 'no_show') noShows += 1;
    if (what !== 'cancelled') seriesStarts.push(to);
  }
}
