/** The index against a plain reading of its promises: whatever happens to the customers, both answer alike. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, turkishSortKey } from '../../../sync/rules/turkish-text';
import { CustomerIndex } from './customer-index';
import {
  EVERYBODY,
  type CustomerEntry,
  type CustomerFilter,
  type CustomerQuestion,
  type CustomerSort,
} from './customer-question';

const SEED = Number(process.env['SEED'] ?? 20261122);
const NOW_MS = Date.parse('2026-11-22T12:00:00.000Z');
const WEEK_START_MS = Date.parse('2026-11-16T00:00:00.000Z');

const names = fc.constantFrom(
  'Işık',
  'İsmail',
  'Ayşe Nur',
  'Ayşe-Nur',
  'Çağla',
  'Öztürk',
  'Şahin',
  "O'Brien",
  'ILGIN',
  'ada',
  'Ünal',
  'Gül',
  'Łukasz',
  '',
);
const phones = fc.constantFrom(
  '',
  '+905321234567',
  '+905321234568',
  '+905051112233',
  '+12125550100',
  '+4930123456',
  '+77011234567',
  '+994501234567',
  '+905320',
);
const instants = fc.constantFrom(
  '2026-11-22T11:00:00.000Z',
  '2026-11-16T00:00:00.000Z',
  '2026-11-15T23:59:59.999Z',
  '2026-09-01T08:00:00.000Z',
  '2025-01-01T00:00:00.000Z',
);
const entry: fc.Arbitrary<CustomerEntry> = fc
  .record({
    id: fc.integer({ min: 0, max: 30 }).map((number) => `id-${String(number).padStart(2, '0')}`),
    firstName: names,
    lastName: names,
    phone: phones,
    altPhone: phones,
    email: fc.constantFrom('', 'isik.celik@gmail.com', 'info@ornek.com.tr', 'AYSE@Gmail.com', 'ada@ada.io'),
    city: fc.constantFrom('İzmir', 'Iğdır', 'Ankara', 'New York', ''),
    countryId: fc.constantFrom('TR', 'DE', ''),
    stage: fc.constantFrom('new', 'won'),
    source: fc.constantFrom('referral', 'fair', 'google'),
    ownerId: fc.constantFrom('m1', 'm2'),
    lastContactAt: fc.oneof(fc.constant(''), instants),
    createdAt: instants,
    outbox: fc.constantFrom('', 'w1', 'r1'),
    conflicted: fc.constantFrom('', '', 'c'),
    nextStepText: fc.constant(''),
    nextStepDueOn: fc.constantFrom('', '2026-11-21', '2026-11-22', '2026-12-01'),
    nextStepDueTime: fc.constantFrom('', '09:00', '15:30'),
    sortKey: fc.constant(''),
    labels: fc.constantFrom('', 'vip', 'abroad vip', 'family'),
    reaches: fc.constantFrom('', 'email-given', 'email-none sms-no', 'email-given sms-no', 'sms-given'),
    removed: fc.constantFrom(false, false, false, false, true),
    mergedInto: fc.oneof(
      { weight: 5, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 0, max: 30 }).map((number) => `id-${String(number).padStart(2, '0')}`),
      },
    ),
    alsoText: fc.constant(''),
    alsoPhones: fc.constant(''),
  })
  .map((made) => ({ ...made, sortKey: turkishSortKey(`${made.lastName} ${made.firstName}`) }) as CustomerEntry);

const searches = fc.constantFrom(
  '',
  'isik',
  'Işık',
  'IŞIK',
  'ism',
  'ayse nur',
  'ayşe-nur',
  'nur ayse',
  'obrien',
  "o'brien",
  'izm',
  'new york',
  '0532',
  '532',
  '+90 532',
  '0532 123 45 67',
  '90532',
  '00905',
  'gmail',
  '@gmail',
  'gmail.com',
  'isik.c',
  'info@ornek',
  'ornek.com.tr',
  'g',
  'ada',
  '212',
  '+1 (212)',
  '7',
  'łuk',
  'luk',
  'isik 0532',
  'zzz',
  '  ',
  '905320',
  '9053200',
  '-',
  'ada - izm',
  'isik & luk',
  '+ 90 532',
  '4567',
  '123 45 67',
  'isik 234 567',
  '٤٥٦٧',
  '023',
  '67',
);
const filters: fc.Arbitrary<CustomerFilter> = fc.record({
  text: searches,
  addedThisWeek: fc.boolean(),
  notContactedForDays: fc.constantFrom(null, 0, 7, 60, 1000),
  dueBy: fc.constantFrom(null, '2026-11-21', '2026-11-22', '2027-01-01'),
  sources: fc.subarray(['referral', 'fair', 'google', 'unknown']),
  countryIds: fc.subarray(['TR', 'DE', '']),
  stages: fc.subarray(['new', 'won']),
  ownerIds: fc.subarray(['m1', 'm2']),
  labels: fc.subarray(['vip', 'family', 'nobodys']),
  reaches: fc.subarray(['email-given', 'email-none', 'sms-no']),
  segmentId: fc.constant(''),
  segment: fc.constant(null),
});
/** Filters that narrow by one thing, so that the answers are not all empty. */
const oneThing: fc.Arbitrary<CustomerFilter> = filters.chain((filter) =>
  fc
    .constantFrom(...(Object.keys(filter) as (keyof CustomerFilter)[]))
    .map((key) => ({ ...EVERYBODY, [key]: filter[key] })),
);
const sorts = fc.constantFrom<CustomerSort>('name', 'newest', 'lastContact', 'due');

type Step =
  | { do: 'upsert'; entry: CustomerEntry }
  | { do: 'remove'; id: string }
  | { do: 'rebuild' }
  | { do: 'ask'; filter: CustomerFilter; sort: CustomerSort };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: entry.map((made): Step => ({ do: 'upsert', entry: made })) },
    { weight: 1, arbitrary: entry.map(({ id }): Step => ({ do: 'remove', id })) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'rebuild' }) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.oneof(filters, oneThing, oneThing), sorts)
        .map(([filter, sort]): Step => ({ do: 'ask', filter, sort })),
    },
  ),
  { minLength: 10, maxLength: 80, size: 'max' },
);

/** What the filter promises, customer by customer. */
function passes(customer: CustomerEntry, { filter, weekStartMs, nowMs }: CustomerQuestion): boolean {
  const pieces = (value: string) =>
    foldText(value)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const words = pieces(`${customer.firstName} ${customer.lastName} ${customer.city} ${customer.alsoText}`);
  const email = foldText(customer.email),
    domain = email.split('@')[1];
  const hasWord = (typed: string): boolean => {
    const folded = foldText(typed);
    const typedPieces = pieces(typed);
    if (typedPieces.length > 0 && typedPieces.every((piece) => words.some((word) => word.startsWith(piece))))
      return true;
    if (email !== '' && email.startsWith(folded)) return true;
    if (
      domain !== undefined &&
      (folded.startsWith('@') ? domain.startsWith(folded.slice(1)) : folded.length >= 4 && domain.startsWith(folded))
    )
      return true;
    if (!/^\+?[\d\s()\-./]+$/.test(typed) || !/\d/.test(typed)) return false;
    const digits = typed.replace(/\D/g, '');
    return [customer.phone, customer.altPhone, ...customer.alsoPhones.split(' ')].filter(Boolean).some((phone) => {
      const whole = phone.slice(1);
      const national = whole.slice(/^(90|49)/.test(whole) ? 2 : /^[17]/.test(whole) ? 1 : 3);
      if (typed.startsWith('+')) return whole.startsWith(digits);
      if (digits.length >= 3 && whole.includes(digits)) return true;
      if (digits.startsWith('00')) return whole.startsWith(digits.slice(2));
      if (digits.startsWith('0')) return national.startsWith(digits.slice(1));
      return whole.startsWith(digits) || national.startsWith(digits);
    });
  };
  const text = filter.text.trim();
  const typedWords = text
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}@]/u.test(word)) // signs alone are no word
    .join(' ')
    .replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))
    .replace(/(?<=(^|\s)\+?[\d()\-./]+)\s+(?=[\d()\-./]+(\s|$))/g, '\u0001') // digits side by side: one number
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replaceAll('\u0001', ' '));
  const spokenMs = Date.parse(customer.lastContactAt === '' ? customer.createdAt : customer.lastContactAt);
  const among = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
  return (
    typedWords.every(hasWord) &&
    among(filter.sources, customer.source) &&
    among(filter.countryIds, customer.countryId) &&
    among(filter.stages, customer.stage) &&
    among(filter.ownerIds, customer.ownerId) &&
    (filter.labels.length === 0 || customer.labels.split(' ').some((one) => filter.labels.includes(one))) &&
    (filter.reaches.length === 0 || customer.reaches.split(' ').some((one) => filter.reaches.includes(one))) &&
    (filter.dueBy === null || (customer.nextStepDueOn !== '' && customer.nextStepDueOn <= filter.dueBy)) &&
    (!filter.addedThisWeek || Date.parse(customer.createdAt) >= weekStartMs) &&
    (filter.notContactedForDays === null || spokenMs < nowMs - filter.notContactedForDays * 86_400_000)
  );
}

/** Who stands for themselves, with what was merged into them. */
function peopleOf(all: ReadonlyMap<string, CustomerEntry>): CustomerEntry[] {
  const standsFor = (id: string): string => {
    const seen: string[] = [];
    for (let at = id; ;) {
      if (seen.includes(at)) return seen.indexOf(at) === 0 ? id : at;
      seen.push(at);
      const next = all.get(at)?.mergedInto ?? '';
      if (next === '') return at;
      at = next;
    }
  };
  const records = [...all.values()].sort((a, b) => compare(a.id, b.id));
  return records
    .filter(({ id, removed }) => !removed && standsFor(id) === id)
    .map((one) => {
      const merged = records.filter(({ id }) => id !== one.id && standsFor(id) === one.id);
      return {
        ...one,
        lastContactAt: [one, ...merged].map(({ lastContactAt }) => lastContactAt).sort()[merged.length]!,
        alsoText: merged.map(({ firstName, lastName, email }) => `${firstName} ${lastName} ${email}`).join(' '),
        alsoPhones: merged.map(({ phone, altPhone }) => `${phone} ${altPhone}`).join(' '),
      };
    });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const ORDERS: Record<CustomerSort, (a: CustomerEntry, b: CustomerEntry) => number> = {
  name: (a, b) => compare(a.sortKey, b.sortKey) || compare(a.id, b.id),
  newest: (a, b) => compare(b.createdAt, a.createdAt) || compare(a.id, b.id),
  lastContact: (a, b) => compare(b.lastContactAt, a.lastContactAt) || compare(a.id, b.id),
  due: (a, b) => compare(dueKey(a), dueKey(b)) || compare(a.id, b.id),
};
const dueKey = ({ nextStepDueOn, nextStepDueTime }: CustomerEntry) =>
  nextStepDueOn === '' ? '~' : `${nextStepDueOn} ${nextStepDueTime || '~'}`;

describe('the customer index', { timeout: 60_000 }, () => {
  it('answers as reading every customer would, whatever happened before', () => {
    let found = 0;
    fc.assert(
      fc.property(steps, (todo) => {
        let index = new CustomerIndex();
        const model = new Map<string, CustomerEntry>();
        for (const step of todo) {
          if (step.do === 'upsert') {
            index.upsert(step.entry);
            model.set(step.entry.id, step.entry);
          } else if (step.do === 'remove') {
            index.remove(step.id);
            model.delete(step.id);
          } else if (step.do === 'rebuild') index = index.rebuilt();
          else {
            const question: CustomerQuestion = {
              filter: step.filter,
              sort: step.sort,
              weekStartMs: WEEK_START_MS,
              nowMs: NOW_MS,
            };
            const expected = peopleOf(model)
              .filter((customer) => passes(customer, question))
              .sort(ORDERS[step.sort]);
            const rows = Array.from(index.query(question), (slot) => index.rowOf(slot));
            expect(rows.map(({ id, outbox, conflicted }) => `${id}${outbox}${conflicted}`)).toEqual(
              expected.map(({ id, outbox, conflicted }) => `${id}${outbox}${conflicted}`),
            );
            found += rows.length;
          }
        }
        const people = peopleOf(model);
        expect(index.size).toBe(people.length);
        const { total, stages } = index.facetCounts();
        expect(total).toBe(people.length);
        expect(stages['won'] ?? 0).toBe(people.filter(({ stage }) => stage === 'won').length);
      }),
      { seed: SEED, numRuns: 150 },
    );
    expect(found).toBeGreaterThan(1_000); // the questions are not all without answers
  });

  const person = (id: string, change: Partial<CustomerEntry>): CustomerEntry => ({
    id,
    firstName: 'Ayşe',
    lastName: 'Işık',
    phone: '+905321234567',
    altPhone: '',
    email: 'ayse@ornek.com',
    city: 'İzmir',
    countryId: 'TR',
    stage: 'new',
    source: 'fair',
    ownerId: 'm1',
    labels: '',
    lastContactAt: '',
    createdAt: '2026-11-20T10:00:00.000Z',
    outbox: '',
    conflicted: '',
    nextStepText: '',
    nextStepDueOn: '',
    nextStepDueTime: '',
    reaches: '',
    sortKey: 'x',
    removed: false,
    mergedInto: '',
    alsoText: '',
    alsoPhones: '',
    ...change,
  });
  const ask = (index: CustomerIndex, text: string) =>
    Array.from(
      index.query({ filter: { ...EVERYBODY, text }, sort: 'name', weekStartMs: 0, nowMs: 0 }),
      (slot) => index.rowOf(slot).id,
    );

  it.each([
    'isik',
    'IŞIK',
    'ışık',
    '0532',
    '532 123',
    '+90 532',
    '00 90 532',
    'ayse izmir',
    'ornek.com',
    'ayse@',
    '123 45 67',
    '4567',
    '234',
    '90532',
    '٥٣٢ ١٢٣',
    'ayşe 123 45 67',
    '123 45 67 izmir',
    'ayse - izmir',
    'Ayşe & Işık',
    '+ 90 532',
  ])('finds her by “%s”', (typed) => {
    const index = new CustomerIndex();
    index.upsert(person('her', {}));
    index.upsert(
      person('other', {
        firstName: 'Can',
        lastName: 'Ak',
        phone: '+905059876543',
        email: 'can@baska.net',
        city: 'Van',
      }),
    );
    expect(ask(index, typed)).toEqual(['her']);
  });

  it('takes two digits for a beginning, not for a part of a number', () => {
    const index = new CustomerIndex();
    index.upsert(person('her', { phone: '+905321234567', email: '' }));
    expect(['53', '90', '67', '23', '567'].map((typed) => ask(index, typed).length)).toEqual([1, 1, 0, 0, 1]);
  });

  it('finds no part that runs from one number into the next', () => {
    const index = new CustomerIndex();
    index.upsert(person('her', { phone: '+905321234567', altPhone: '+905051112233' }));
    expect(ask(index, '56790505')).toEqual([]);
  });

  it('names duplicates by phone, e-mail and full name, the most telling first', () => {
    const index = new CustomerIndex();
    index.upsert(person('name', { phone: '', email: '', firstName: 'AYSE', lastName: 'Isik' }));
    index.upsert(person('mail', { phone: '', firstName: 'A', email: 'AYSE@ornek.com' }));
    index.upsert(person('phone', { altPhone: '+905321234567', phone: '', email: '', lastName: 'Başka' }));
    index.upsert(person('none', { phone: '+905321234568', email: 'b@ornek.com', lastName: 'Işıklar' }));
    index.upsert(person('gone', { removed: true }));
    const question = { phone: '+905321234567', email: 'ayse@ornek.com', firstName: 'Ayşe', lastName: 'Işık' };
    expect(index.duplicates(question, 5).map(({ id }) => id)).toEqual(['phone', 'mail', 'name']);
    expect(index.duplicates(question, 1).map(({ id }) => id)).toEqual(['phone']);
    expect(index.duplicates({ phone: '', email: '', firstName: 'Ayşe', lastName: '' }, 5)).toEqual([]);
  });

  it('wears out after many changes and is as good as new when rebuilt', () => {
    let index = new CustomerIndex();
    for (let at = 0; at < 2_100; at += 1) index.upsert(person('her', { city: `Köy${at}` }));
    expect(index.isWorn).toBe(true);
    index = index.rebuilt();
    expect(index.isWorn).toBe(false);
    expect(ask(index, 'koy2099')).toEqual(['her']);
    expect(ask(index, 'koy2098')).toEqual([]);
  });
});
