/**
 * Customers of an office and a file that may be about them, made from the same few addresses, names and numbers, so
 * that rows meet customers, one another, and chains of both. Of every row what it says is known before it is written
 * down the way people write.
 */
import type { Random } from '../../../prisma/factories/random';

/** As the row means it; '' where it says nothing. Numbers are E.164, the country is its code. */
export type Said = {
  readonly given: string;
  readonly family: string;
  readonly mail: string;
  readonly first: string;
  readonly second: string;
  readonly country: string;
  readonly city: string;
  readonly note: string;
  readonly stage: string;
  readonly label: string;
  /** A cell that nobody can read. */
  readonly isBad: boolean;
};
export type Person = Omit<Said, 'isBad' | 'label'> & {
  readonly id: string;
  readonly ownerId: string;
  readonly sharedWith: readonly string[];
  readonly mergedInto: string;
  readonly isDeleted: boolean;
};

const GIVEN = ['Ayşe', 'Işıl', 'Çağrı', 'İpek', 'Öykü', 'Ümit', 'Ada', 'Şule', 'Gökçe', 'Nil'];
const FAMILY = ['Yılmaz', 'Öztürk', 'Şahin', 'Çelik', 'Işık', 'Güneş', 'Ak', 'İnci'];
const CITIES = ['İzmir', 'Muğla', 'Ağrı', 'Şırnak', 'Düzce'];
const NOTES = ['Akşam arayın', 'Burs sordu', 'Kardeşi de gelecek'];
const STAGES = ['new', 'contacted', 'qualified'];
const STAGE_WORDS: Readonly<Record<string, readonly string[]>> = {
  new: ['Yeni', 'yeni', 'New'],
  contacted: ['Ulaşıldı', 'ULAŞILDI', 'contacted'],
  qualified: ['Nitelikli', 'Qualified'],
};
const COUNTRY_WORDS: Readonly<Record<string, readonly string[]>> = {
  TR: ['Türkiye', 'türkiye', 'TR', 'TUR'],
  DE: ['Almanya', 'ALMANYA', 'Germany', 'de'],
};
export const LABELS: Readonly<Record<string, string>> = { vip: 'Önemli Kişi', burs: 'Burs Işığı' };

const orNone = (random: Random, share: number, value: () => string) => (random.chance(share) ? value() : '');

export type Pools = { readonly mails: string[]; readonly numbers: string[]; readonly families: string[] };
/** Few of each, so that they meet; `at` keeps files apart from one another. */
export function poolsOf(random: Random, at: number, size: number): Pools {
  return {
    families: FAMILY.map((family) => `${family}${at}`),
    mails: Array.from(
      { length: size },
      (_, index) => `${random.pick(['isik', 'çelik', 'ada', 'öz'])}${at}.${index}@ornek.example`,
    ),
    numbers: Array.from({ length: size }, (_, index) => `+90532${String(1_000_000 + at * 500 + index)}`),
  };
}

export function randomSaid(random: Random, { mails, numbers, families }: Pools): Said {
  const kind = random.weighted<'mixed' | 'phoneOnly' | 'mailOnly' | 'nameOnly' | 'nothing'>([
    ['mixed', 14],
    ['phoneOnly', 3],
    ['mailOnly', 2],
    ['nameOnly', 2],
    ['nothing', 0.5],
  ]);
  const isNamed = kind === 'mixed' || kind === 'nameOnly' || random.chance(0.3);
  const hasName = kind !== 'nothing' && isNamed;
  return {
    given: hasName ? random.pick(GIVEN) : '',
    family: hasName ? random.pick(families) : '',
    mail:
      kind === 'mailOnly' ? random.pick(mails) : kind === 'mixed' ? orNone(random, 0.7, () => random.pick(mails)) : '',
    first:
      kind === 'phoneOnly'
        ? random.pick(numbers)
        : kind === 'mixed'
          ? orNone(random, 0.6, () => random.pick(numbers))
          : '',
    second: kind === 'mixed' ? orNone(random, 0.15, () => random.pick(numbers)) : '',
    country: orNone(random, 0.3, () => random.pick(['TR', 'DE'])),
    city: orNone(random, 0.4, () => random.pick(CITIES)),
    note: orNone(random, 0.2, () => random.pick(NOTES)),
    stage: orNone(random, 0.15, () => random.pick(STAGES)),
    label: orNone(random, 0.15, () => random.pick(Object.keys(LABELS))),
    isBad: random.chance(0.05),
  };
}

export const HEADINGS = [
  'Ad',
  'Soyad',
  'E-posta',
  'Cep Telefonu',
  'Telefon 2',
  'Ülke',
  'Şehir',
  'Notlar',
  'Aşama',
  'Etiketler',
  'Puan',
];

export function cellsOf(random: Random, said: Said): string[] {
  return [
    said.given,
    said.family,
    random.chance(0.3) ? shouted(said.mail) : said.mail,
    // What cannot be read stands where an address would.
    said.isBad ? random.pick(['yok', '12', '0532 1112233 / 0533 1112233']) : typed(random, said.first),
    typed(random, said.second),
    said.country === '' ? '' : random.pick(COUNTRY_WORDS[said.country]!),
    random.chance(0.2) && said.city !== '' ? ` ${said.city}  ` : said.city,
    said.note,
    said.stage === '' ? '' : random.pick(STAGE_WORDS[said.stage]!),
    said.label === '' ? '' : LABELS[said.label]!,
    String(random.below(100)),
  ];
}

const shouted = (mail: string) =>
  [...mail]
    .map((letter) => ({ ç: 'Ç', ö: 'Ö', i: random0(mail) ? 'İ' : 'I' })[letter] ?? letter.toUpperCase())
    .join('');
/** One of two, always the same for one address. */
const random0 = (mail: string) => mail.length % 2 === 0;

function typed(random: Random, number: string): string {
  if (number === '') return '';
  const [a, b, c, d] = [number.slice(3, 6), number.slice(6, 9), number.slice(9, 11), number.slice(11)];
  return random.pick([
    number,
    `0${a} ${b} ${c} ${d}`,
    `(${a}) ${b}-${c}-${d}`,
    `0090${a}${b}${c}${d}`,
    `+90 (0)${a} ${b} ${c}${d}`,
    `${a}${b}${c}${d}`,
  ]);
}

/** As spreadsheets save it; in letters of Turkish Windows or of Unicode. */
export function fileOf(random: Random, rows: readonly (readonly string[])[]): Uint8Array {
  const delimiter = random.pick([';', ',', '\t']);
  const quoted = (cell: string) =>
    /[;,\t"\n]/.test(cell) || random.chance(0.05) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [HEADINGS, ...rows].map((row) => row.map(quoted).join(delimiter));
  // Lines in which nothing stands are no rows.
  if (random.chance(0.5)) lines.splice(2, 0, '', delimiter.repeat(3));
  const text = `${lines.join('\r\n')}\r\n`;
  const kind = random.pick(['utf8', 'mark', 'utf16', 'windows'] as const);
  if (kind === 'utf16') return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  if (kind === 'windows') return windows1254(text);
  return new TextEncoder().encode(kind === 'mark' ? `\ufeff${text}` : text);
}

const TURKISH: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe };
const windows1254 = (text: string) => Uint8Array.from([...text].map((one) => TURKISH[one] ?? one.charCodeAt(0)));

export function randomPerson(
  random: Random,
  pools: Pools,
  id: string,
  owner: { id: string; mates: readonly string[] },
): Person {
  const said = randomSaid(random, pools);
  return {
    ...said,
    id,
    given: said.given || random.pick(GIVEN),
    family: said.family || random.pick(pools.families),
    second: said.second === said.first ? '' : said.second,
    stage: said.stage || 'new',
    ownerId: owner.id,
    sharedWith: random.chance(0.1) ? [random.pick(owner.mates)] : [],
    mergedInto: '',
    isDeleted: random.chance(0.05),
  };
}
