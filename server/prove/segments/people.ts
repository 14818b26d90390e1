/** Customers with appointments, series and what was logged: as devices hold them, and as their maker knows them. */
import { v7 as uuidv7 } from 'uuid';
import { CUSTOMER_SOURCES } from '../../../sync/collections/customer';
import { CAMPAIGN_RESULTS } from '../../../sync/rules/segment-facts';
import { makeStamp } from '../../../sync/rules/stamp';
import type { Random } from '../../../prisma/factories/random';
import type { Truth } from './oracle';
import type { Values } from './random-rule';
import type { Row, Some } from './row';
import { makeAppointments } from './their-appointments';
import { isUnanswered, makeThreads, type Threads } from './threads';

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
  readonly threads: Threads;
  readonly contacts: readonly Contact[];
  readonly truth: Truth;
};
/** Of two at one instant what was logged counts (of those the one with the greater id), then what was held. */
export type Contact = { readonly id: string; readonly kind: string; readonly at: number; readonly rank: number };

const DAY = 86_400_000;
const MINUTE = 60_000;
const CITIES = ['İstanbul', 'ISPARTA', 'Iğdır', 'Şanlıurfa', 'Çanakkale', 'Muğla', 'Łódź', '', 'izmir', 'Bakı Əhmədli'];
const FIRST = ['Işık', 'İpek', 'Gül', 'Çağrı', 'Şeyma', 'Ömer', 'Ali', 'ÜMİT', 'Zeynep'];
const LAST = ['Öztürk', 'Yıldız', 'AĞAOĞLU', 'Straße', 'Kaya', 'Iskender'];
/** One of the two is enough. */
const ALONE = ['first', 'last', 'both', 'both', 'both'] as const;
const WORK = ['', 'Mimar', 'diş hekimi', 'ÖĞRETMEN'];
const NOTES = ['', 'Eşi ile gelecek', 'SIK SIK arar %_', 'yatırım İÇİN düşünüyor', 'Kadıköy\\Moda'];
const CAMPAIGNS = ['Bahar DAVETİ', 'Yıl sonu', '%50 indirim'];
const REASONS = ['', 'Fiyat yüksek', 'BAŞKA danışman'];
const STAGES = ['new', 'contacted', 'meeting', 'offer', 'won', 'lost'];
const COUNTRIES = ['', 'TR', 'DE', 'AZ'];
const LABELS = ['vip', 'family', 'abroad', 'constructor'];
export const VALUES: Values = {
  name: ['isik', 'ÖZTÜRK', 'a', 'ipek yil', 'STRASSE', 'i', ' kaya ', 'Gül', 'k'],
  city: ['IS', 'istanbul', 'ığdir', 'lodz', 'ə', 'nak'],
  phone: ['+9055', '111', '+49'],
  altPhone: ['+90212', '22'],
  nextStepText: ['ARA', 'katalogu', 'gonder'],
  email: ['ORNEK', '@', '1'],
  lastCampaign: ['bahar daveti', 'YIL', '%'],
  lostReason: ['fiyat', 'başka'],
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
  const threads = makeThreads(random, id, owner.id, some);
  const contacts = [
    ...threads.contacts.map((one) => ({ ...one, rank: 0 })),
    ...appointments.held.map((at) => ({ id: '', kind: 'meeting', at, rank: 1 })),
    ...interactions.contacts.map((one) => ({ ...one, rank: 2 })),
  ];
  const last = lastOf(contacts);
  const campaignAt = random.chance(0.4) ? some(200) : null;
  const campaign = campaignAt === null ? {} : { id: uuidv7(), name: random.pick(CAMPAIGNS), at: iso(campaignAt) };
  const result = campaignAt === null ? '' : random.pick(CAMPAIGN_RESULTS.slice(0, -1));
  const names = random.pick(ALONE);
  const customer = {
    id,
    firstName: names === 'last' ? '' : random.pick(FIRST),
    lastName: names === 'first' ? '' : random.pick(LAST),
    phone: hasPhone ? random.pick(['+905551112233', '+491701110000']) : '',
    altPhone: hasPhone && random.chance(0.3) ? '+902120001122' : '',
    email: hasEmail ? `ornek${random.below(9)}@ornek.example` : '',
    countryId: random.pick(COUNTRIES),
    city: random.pick(CITIES),
    address: random.pick(['', 'Bağdat Caddesi NO 3']),
    occupation: random.pick(WORK),
    notes: random.pick(NOTES),
    lostReason: random.pick(REASONS),
    lastCampaign: campaign,
    lastCampaignResult: result,
    language: random.pick(['tr', 'en']),
    labels: Object.fromEntries(turns),
    source: random.pick(CUSTOMER_SOURCES),
    stage: random.pick(STAGES),
    ownerId: owner.id,
    sharedWith: random.chance(0.2)
      ? random
          .shuffled(members)
          .slice(0, random.between(1, 2))
          .map(({ id: one }) => one)
      : [],
    createdBy: random.pick(members).id,
    remindersPaused: random.chance(0.1),
    createdAt: iso(createdAt),
    nextStepText: step === 'none' ? '' : random.pick(['Ara', 'Kataloğu GÖNDER']),
    nextStepDueOn: stepDay,
    nextStepDoneAt: step === 'done' ? iso(nowMs - DAY) : '',
    lastContactAt: last === null ? '' : iso(last.at),
    teamId: owner.teamId ?? '',
    reach: Object.fromEntries(states.flatMap(([channel, state]) => (state === null ? [] : [[channel, { state }]]))),
    mergedInto: '',
    deletedAt: '',
    stamps,
  };
  const reachOf = (at: number, hasAddress: boolean) => (hasAddress ? (states[at]![1] ?? 'none') : 'noAddress');
  return {
    customer,
    stageStamp: stamps.stage ?? stamps['*'],
    appointments: appointments.rows,
    interactions: interactions.rows,
    threads,
    contacts,
    truth: {
      id,
      texts: {
        name: `${customer.firstName} ${customer.lastName}`.trim(),
        ...{ city: customer.city, email: customer.email, occupation: customer.occupation },
        ...{ address: customer.address, notes: customer.notes, phone: customer.phone },
        ...{ lostReason: customer.lostReason, lastCampaign: campaign.name ?? '', altPhone: customer.altPhone },
        nextStepText: step === 'open' ? customer.nextStepText : '',
      },
      choices: {
        ...{ stage: customer.stage, source: customer.source, countryId: customer.countryId },
        ...{ ownerId: owner.id, teamId: customer.teamId, language: customer.language },
        createdBy: customer.createdBy,
        lastContactKind: last?.kind ?? 'none',
        lastCampaignResult: result === '' ? 'none' : result,
        nextStep: step,
        reachEmail: reachOf(0, hasEmail),
        reachSms: reachOf(1, hasPhone),
        reachWhatsapp: reachOf(2, hasPhone),
        reachCall: reachOf(3, hasPhone),
      },
      createdAt,
      sets: {
        labels: turns.filter(([, count]) => [1, 3, 5].includes(count)).map(([label]) => label),
        sharedWith: customer.sharedWith,
      },
      stageSince: stageSince ?? createdAt,
      lastContactAt: last?.at ?? null,
      lastCampaignAt: campaignAt,
      has: {
        ...{ unanswered: isUnanswered(threads.talks, id), files: threads.hasFiles },
        remindersPaused: customer.remindersPaused,
      },
      nextStepOn: step === 'done' ? '' : stepDay,
      noShows: appointments.noShows,
      starts: appointments.starts,
      seriesStarts: appointments.seriesStarts,
    },
  };
}

const lastOf = (contacts: readonly Contact[]): Contact | null =>
  [...contacts].sort((a, b) => a.at - b.at || a.rank - b.rank || (a.id < b.id ? -1 : 1)).at(-1) ?? null;

/** The record that stands for nobody any more: it is where the other one is. */
export function mergedInto(lost: Person, kept: Person): Person {
  const { ownerId, teamId, sharedWith, id } = kept.customer;
  return { ...lost, customer: { ...lost.customer, mergedInto: id, ownerId, teamId, sharedWith } };
}

/** What two records of one person are together: the details of the one that stands, what hangs on both. */
export function together(kept: Person, lost: Person): Person {
  const contacts = [...kept.contacts, ...lost.contacts];
  const last = lastOf(contacts);
  const { truth } = kept;
  const talks = [...kept.threads.talks, ...lost.threads.talks];
  return {
    ...kept,
    customer: { ...kept.customer, lastContactAt: last === null ? '' : new Date(last.at).toISOString() },
    appointments: [...kept.appointments, ...lost.appointments],
    interactions: [...kept.interactions, ...lost.interactions],
    threads: {
      ...kept.threads,
      conversations: [...kept.threads.conversations, ...lost.threads.conversations],
      messages: [...kept.threads.messages, ...lost.threads.messages],
      files: [...kept.threads.files, ...lost.threads.files],
      talks,
    },
    contacts,
    truth: {
      ...truth,
      choices: { ...truth.choices, lastContactKind: last?.kind ?? 'none' },
      lastContactAt: last?.at ?? null,
      has: {
        ...truth.has,
        unanswered: isUnanswered(talks, truth.id),
        files: truth.has['files'] === true || lost.truth.has['files'] === true,
      },
      noShows: truth.noShows + lost.truth.noShows,
      starts: [...truth.starts, ...lost.truth.starts],
      seriesStarts: [...truth.seriesStarts, ...lost.truth.seriesStarts],
    },
  };
}

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
