import type { CustomerFields, CustomerSource, CustomerStage } from '../../sync/collections/customer';
import { foldText } from '../../sync/rules/turkish-text';
import { ORIGINS, surnameFor, TURKISH_PHONE } from './foreign-people';
import type { Random } from './random';
import { CITIES, MEN, OCCUPATIONS, STREETS, SURNAMES, WOMEN } from './turkish-people';
import { CUSTOMER_NOTES, MANAGER_NOTES, write } from './wording';

const STAGES: readonly (readonly [CustomerStage, number])[] = [
  ['new', 20],
  ['contacted', 27],
  ['qualified', 19],
  ['proposal', 12],
  ['won', 9],
  ['lost', 13],
];
const SOURCES: readonly (readonly [CustomerSource, number])[] = [
  ['referral', 22],
  ['website', 16],
  ['instagram', 18],
  ['facebook', 7],
  ['google', 13],
  ['fair', 6],
  ['walk_in', 7],
  ['phone', 6],
  ['partner', 4],
  ['other', 1],
];
/** Names reserved by RFC 2606: nobody can own them, so no mail can arrive anywhere. */
const MAIL_DOMAINS = ['ornek.example', 'posta.example', 'eposta.example'] as const;
const FOREIGN_SHARE = 0.25;
const TURKIC_COUNTRIES = new Set(['AZ', 'TM']);
const SOME_DISTRICTS = ['Beylikdüzü', 'Alanya', 'Kadıköy', 'Çankaya', 'Bodrum'] as const;

/**
 * A customer that never existed: phones are valid for their country, from ranges held for fiction or by no operator as
 * far as a country has one. `ownerId` defaults to a person who does not exist; give one when the row must be stored.
 */
export function makeCustomer(random: Random, values: Partial<CustomerFields> = {}): CustomerFields {
  const createdAt =
    values.createdAt ?? new Date(Date.UTC(2026, 0, 5, 7) + random.between(0, 300 * 86_400_000)).toISOString();
  const createdMs = Date.parse(createdAt);
  const id = values.id ?? random.uuid(createdMs);
  const ownerId = values.ownerId ?? random.uuid(createdMs);
  const person = random.chance(FOREIGN_SHARE) ? foreigner(random) : turk(random);
  const { districts, ...own } = person;
  const mailbox = foldText(`${person.firstName}.${person.lastName}`)
    .replace(/ə/g, 'e')
    .replace(/[^a-z.]+/g, '');
  const hasPhone = random.chance(0.97);
  return {
    ...own,
    id,
    ownerId,
    createdAt,
    phone: hasPhone ? person.phone : '',
    altPhone: random.chance(0.1) ? fillDigits(random, TURKISH_PHONE) : '',
    email:
      !hasPhone || random.chance(0.72)
        ? `${mailbox}${random.chance(0.6) ? random.between(1, 99) : ''}@${random.pick(MAIL_DOMAINS)}`
        : '',
    source: random.weighted(SOURCES),
    stage: random.weighted(STAGES),
    teamId: '',
    sharedWith: [],
    notes: random.chance(0.6) ? write(random, CUSTOMER_NOTES, person.language, districts) : '',
    managerNote: random.chance(0.05) ? random.pick(MANAGER_NOTES) : '',
    createdBy: ownerId,
    lastContactAt: '',
    deletedAt: '',
    ...values,
  };
}

/** Where the customer looks for a home: districts of their city, or of the ones foreigners ask for. */
export function districtsOf(customer: Pick<CustomerFields, 'city' | 'countryId'>): readonly string[] {
  return CITIES.find(([{ city }]) => city === customer.city)?.[0].districts ?? SOME_DISTRICTS;
}

type Person = Pick<
  CustomerFields,
  'firstName' | 'lastName' | 'phone' | 'countryId' | 'city' | 'address' | 'occupation' | 'language'
> & { districts: readonly string[] };

function turk(random: Random): Person {
  const { city, districts } = random.weighted(CITIES);
  return {
    firstName: random.pick(random.chance(0.5) ? WOMEN : MEN) + (random.chance(0.06) ? ` ${random.pick(MEN)}` : ''),
    lastName: random.pick(SURNAMES) + (random.chance(0.05) ? ` ${random.pick(SURNAMES)}` : ''),
    phone: fillDigits(random, TURKISH_PHONE),
    countryId: 'TR',
    city,
    districts,
    language: 'tr',
    address: random.chance(0.55)
      ? `${random.pick(STREETS)} No: ${random.between(1, 148)}/${random.between(1, 24)}, ${random.pick(districts)}`
      : '',
    occupation: random.chance(0.65) ? random.pick(OCCUPATIONS) : '',
  };
}

function foreigner(random: Random): Person {
  const origin = random.weighted(ORIGINS);
  const firstName = random.pick(origin.givenNames);
  return {
    firstName,
    lastName: surnameFor(firstName, random.pick(origin.surnames)),
    phone: fillDigits(random, origin.phone),
    countryId: origin.countryId,
    city: random.pick(origin.cities),
    districts: SOME_DISTRICTS,
    language: TURKIC_COUNTRIES.has(origin.countryId) ? 'tr' : 'en',
    address: '',
    occupation: '',
  };
}

function fillDigits(random: Random, pattern: string): string {
  return pattern.replace(/#/g, () => String(random.between(0, 9)));
}
