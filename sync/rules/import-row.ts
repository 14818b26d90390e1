/** One row of a file as values of a customer: what cannot be read is said of each cell. */
import { CUSTOMER_SOURCES, customers, type CustomerSource } from '../collections/customer';
import { normaliseEmail, normalisePhone } from './address';
import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from './email-pattern';
import type { CellProblem, CellProblemCode, ImportField, ImportTarget, RowNote } from './import';
import { LONGEST_TYPED_PHONE } from './phone-parts';
import { foldText } from './turkish-text';

/** By field what the row says; a field of which it says nothing is left out. `labels`: ids with blanks between them. */
export type RowValues = Partial<Readonly<Record<ImportField, string>>>;
export type ReadRow = {
  readonly values: RowValues;
  /** Both names in one column: compared as one name, and taken apart where a customer is made. */
  readonly fullName: string;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly RowNote[];
  /** By what the row is matched; see keysOf. */
  readonly keys: readonly string[];
};

/** How words of the file are read; the folded word leads to the id. */
export type RowWords = {
  readonly countries: ReadonlyMap<string, string>;
  readonly stages: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, CustomerSource>;
  /** By normalised e-mail, and by folded name where no other has it. */
  readonly owners: ReadonlyMap<string, { readonly id: string; readonly isAllowed: boolean }>;
  /** E.164; null: no number, `several`: more than one. */
  readonly readPhone: (typed: string) => { readonly phone: string; readonly isDoubtful: boolean } | 'several' | null;
};

const TEXTS: ReadonlySet<ImportTarget> = new Set([
  'firstName',
  'lastName',
  'fullName',
  'city',
  'address',
  'occupation',
  'lostReason',
  'notes',
  'managerNote',
]);
/** Their lines stay apart; everything else is one line. */
const OF_LINES: ReadonlySet<ImportTarget> = new Set(['address', 'notes', 'managerNote', 'lostReason']);
const LANGUAGE_WORDS: Readonly<Record<string, string>> = {
  ...{ tr: 'tr', turkce: 'tr', turkish: 'tr', turk: 'tr' },
  ...{ en: 'en', ingilizce: 'en', english: 'en', eng: 'en' },
};
const WHOLE_NAME_LENGTH = 160;

/** Folded, of one line: what words are looked up by. */
export const plainWord = (text: string) => foldText(text).replace(/\s+/g, ' ').trim();

const plainText = (target: ImportTarget, cell: string) =>
  OF_LINES.has(target)
    ? cell.normalize('NFC').replace(/\r\n?/g, '\n').trim()
    : cell.normalize('NFC').replace(/\s+/g, ' ').trim();

/** `columns`: by place. Cells of no column are not looked at. */
export function readRow(cells: readonly string[], columns: readonly (ImportTarget | null)[], words: RowWords): ReadRow {
  const values: Partial<Record<ImportField, string>> = {};
  const problems: CellProblem[] = [];
  const notes = new Set<RowNote>();
  let fullName = '';
  columns.forEach((target, column) => {
    if (target === null) return;
    const text = plainText(target, cells[column] ?? '');
    if (text === '') return;
    const read = readCell(target, text, words, notes);
    if ('code' in read) problems.push({ column, target, code: read.code });
    else if (read.value === '') return;
    else if (target === 'fullName') fullName = read.value;
    else values[target] = read.value;
  });
  if (values.altPhone !== undefined && values.altPhone === values.phone) delete values.altPhone;
  return { values, fullName, problems, notes: [...notes], keys: keysOf(values, fullName) };
}

type CellRead = { readonly value: string } | { readonly code: CellProblemCode };

function readCell(target: ImportTarget, text: string, words: RowWords, notes: Set<RowNote>): CellRead {
  const known = (value: string | undefined, code: CellProblemCode): CellRead =>
    value === undefined ? { code } : { value };
  if (TEXTS.has(target)) {
    const isShort =
      target === 'fullName'
        ? text.length <= WHOLE_NAME_LENGTH && namesOf(text).every((name) => fits('firstName', name))
        : fits(target as ImportField, text);
    return isShort ? { value: text } : { code: 'tooLong' };
  }
  const word = plainWord(text);
  switch (target) {
    case 'email': {
      const address = text.replace(/^mailto:/i, '');
      return address.length <= MAX_EMAIL_LENGTH && EMAIL_PATTERN.test(address) ? { value: address } : { code: 'email' };
    }
    case 'phone':
    case 'altPhone': {
      const read = text.length > LONGEST_TYPED_PHONE ? null : words.readPhone(text);
      if (read === 'several') return { code: 'phoneSeveral' };
      if (read === null || !fits('phone', read.phone)) return { code: 'phone' };
      if (read.isDoubtful) notes.add('phoneDoubtful');
      return { value: read.phone };
    }
    case 'countryId':
      return known(words.countries.get(word), 'country');
    case 'language':
      return known(Object.hasOwn(LANGUAGE_WORDS, word) ? LANGUAGE_WORDS[word] : undefined, 'language');
    case 'source':
      return known(words.sources.get(word), 'source');
    case 'stage':
      return known(words.stages.get(word), 'stage');
    case 'ownerId': {
      const owner = words.owners.get(normaliseEmail(text)) ?? words.owners.get(word);
      if (owner === undefined) return { code: 'owner' };
      return owner.isAllowed ? { value: owner.id } : { code: 'ownerForeign' };
    }
    case 'labels': {
      const ids = text
        .split(/[,;|\n/]/)
        .map(plainWord)
        .filter((one) => one !== '')
        .map((one) => words.labels.get(one));
      if (ids.includes(undefined)) return { code: 'label' };
      return { value: [...new Set(ids as string[])].sort().join(' ') };
    }
    default:
      return { value: text };
  }
}

const fits = (field: ImportField, value: string) => customers.fields[field].shape.safeParse(value).success;

/** Given and family name: the last word is the family's. */
export function namesOf(fullName: string): readonly [string, string] {
  const words = fullName.split(' ');
  return words.length === 1 ? [fullName, ''] : [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}

/** The name by which a row, or a customer, that has no address is found. */
export const nameKey = (name: string) => (plainWord(name) === '' ? '' : `n:${plainWord(name)}`);

/**
 * `e:` with the e-mail and `p:` with each number, in the form in which addresses are compared; of a row without any of
 * them `n:` with the name. No keys: the row says nothing by which anybody could be known.
 */
export function keysOf({ email, phone, altPhone, firstName, lastName }: RowValues, fullName: string): string[] {
  const keys = addressKeys({ email, phone, altPhone });
  if (keys.length > 0) return keys;
  const name = nameKey(fullName === '' ? `${firstName ?? ''} ${lastName ?? ''}` : fullName);
  return name === '' ? [] : [name];
}

export function addressKeys(of: {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly altPhone?: string | undefined;
}): string[] {
  const [email, phone, altPhone] = [
    normaliseEmail(of.email ?? ''),
    normalisePhone(of.phone ?? ''),
    normalisePhone(of.altPhone ?? ''),
  ];
  return [
    ...(email === '' ? [] : [`e:${email}`]),
    ...(phone === '' ? [] : [`p:${phone}`]),
    ...(altPhone === '' || altPhone === phone ? [] : [`p:${altPhone}`]),
  ];
}

/** What sources are called, folded. */
export const SOURCE_WORDS: ReadonlyMap<string, CustomerSource> = new Map<string, CustomerSource>([
  ...CUSTOMER_SOURCES.map((source) => [source.replaceAll('_', ' '), source] as const),
  ...(
    [
      ['tavsiye', 'referral'],
      ['referans', 'referral'],
      ['web sitesi', 'website'],
      ['web', 'website'],
      ['internet', 'website'],
      ['internet sitesi', 'website'],
      ['ig', 'instagram'],
      ['insta', 'instagram'],
      ['fb', 'facebook'],
      ['fuar', 'fair'],
      ['trade fair', 'fair'],
      ['walk-in', 'walk_in'],
      ['walk_in', 'walk_in'],
      ['subeye gelen', 'walk_in'],
      ['subeye geldi', 'walk_in'],
      ['kendi geldi', 'walk_in'],
      ['telefon', 'phone'],
      ['is ortagi', 'partner'],
      ['ortak', 'partner'],
      ['acente', 'partner'],
      ['diger', 'other'],
    ] as const
  ).map(([word, source]) => [word, source] as const),
]);
