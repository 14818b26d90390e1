/**
 * What a file must come to, worked out from what its rows were made to say: lists that are walked from one end to the
 * other, and nothing of the product's reading, matching or deciding.
 */
import type { DecisionForAll } from '../../../sync/rules/import';
import type { Person, Said } from './random-file';

export type Mode = 'add' | 'update' | 'fill';
/** The fields that files of this proof write, by the names of the office. */
export type Card = {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  altPhone: string;
  countryId: string;
  city: string;
  notes: string;
  stage: string;
  labels: string;
};
export type Expected = {
  readonly outcome: 'new' | 'joined' | 'changed' | 'same' | 'decide' | 'cannot' | 'leftOut';
  readonly reason: string;
  /** A customer's id, or `row N` of one whom that row makes. */
  readonly about: string;
  readonly among: readonly string[];
};
type Known = {
  readonly id: string;
  readonly isMade: boolean;
  readonly card: Card;
  readonly mails: Set<string>;
  readonly numbers: Set<string>;
  /** What it is called, and was before the file changed that. */
  readonly names: Set<string>;
  readonly told: Partial<Card>;
  firstRow: number;
};

const NAMES: readonly (keyof Card)[] = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'altPhone',
  'countryId',
  'city',
  'notes',
  'stage',
];
const fullName = (a: string, b: string) => `${a} ${b}`.trim();

export const cardOf = (said: Omit<Said, 'isBad'>): Card => ({
  firstName: said.given,
  lastName: said.family,
  email: said.mail,
  phone: said.first,
  altPhone: said.second,
  countryId: said.country,
  city: said.city,
  notes: said.note,
  stage: said.stage,
  labels: said.label,
});

/** Of the people those whom the bringer sees, one for all records that were merged. */
export function known(people: readonly Person[], sees: (person: Person) => boolean): Known[] {
  const live = people.filter(({ isDeleted }) => !isDeleted);
  return live
    .filter((one) => one.mergedInto === '' && sees(one))
    .map((one) => {
      const records = live.filter(({ id, mergedInto }) => id === one.id || mergedInto === one.id);
      const full = (values: readonly string[]) => new Set(values.filter((value) => value !== ''));
      return {
        id: one.id,
        isMade: false,
        card: cardOf({ ...one, label: '' }),
        mails: full(records.map(({ mail }) => mail)),
        numbers: full(records.flatMap(({ first, second }) => [first, second])),
        names: new Set([fullName(one.given, one.family)]),
        told: {},
        firstRow: 0,
      };
    });
}

/** By row, from 1: 'new', 'leaveOut', or whom it is about. */
export type Words = ReadonlyMap<number, string>;

/** What is said of single rows where somebody says one thing of all that wait. */
export function wordsForAll(expected: readonly Expected[], decision: DecisionForAll): Words {
  const words = new Map<number, string>();
  for (const [at, { outcome, reason, among }] of expected.entries()) {
    if (outcome !== 'decide') continue;
    if (decision === 'leaveOut') words.set(at + 1, 'leaveOut');
    else if (reason === 'waitsForRow') continue;
    else if (decision === 'new') words.set(at + 1, 'new');
    else if (among.length === 1) words.set(at + 1, among[0]!);
  }
  return words;
}

/** By row, from 1; `all` is left as the file leaves it. */
export function expectFile(rows: readonly Said[], all: Known[], mode: Mode, words: Words = new Map()): Expected[] {
  const open: { mails: string[]; numbers: string[]; names: string[] } = { mails: [], numbers: [], names: [] };
  return rows.map((said, at) => {
    const rowNo = at + 1;
    const numbers = [said.first, said.second].filter((number) => number !== '');
    const hasAddress = said.mail !== '' || numbers.length > 0;
    const name = fullName(said.given, said.family);
    if (said.isBad) return plain('cannot', 'badCells');
    if (!hasAddress && name === '') return plain('cannot', 'empty');
    const hits = all.filter((one) =>
      hasAddress ? one.mails.has(said.mail) || numbers.some((number) => one.numbers.has(number)) : one.names.has(name),
    );
    const ask = (reason: string): Expected => {
      if (hasAddress) open.mails.push(...(said.mail === '' ? [] : [said.mail]));
      if (hasAddress) open.numbers.push(...numbers);
      else open.names.push(name);
      return { outcome: 'decide', reason, about: '', among: hits.map(({ id }) => id).sort() };
    };
    const word = words.get(rowNo);
    if (word === 'leaveOut') return plain('leftOut', '');
    const make = (): Expected => {
      all.push(makeFrom(said, rowNo));
      return { outcome: 'new', reason: '', about: `row ${rowNo}`, among: [] };
    };
    if (word === 'new') return make();
    const chosen = all.find(({ id }) => id === word);
    if (word !== undefined && chosen === undefined) return ask('customerGone');
    const isOpen = hasAddress
      ? open.mails.includes(said.mail) || numbers.some((number) => open.numbers.includes(number))
      : open.names.includes(name);
    const hit = chosen ?? hits[0];
    if (chosen === undefined) {
      if (isOpen) return ask('waitsForRow');
      if (hits.length > 1) return ask(hits.some(({ isMade }) => isMade) ? 'joinsRows' : 'severalCustomers');
      if (hits.length === 1 && !hasAddress) return ask('sameName');
    }
    if (hit === undefined) return make();
    if (mode === 'add' && !hit.isMade) {
      learn(hit, said);
      return { outcome: 'same', reason: 'existsAlready', about: hit.id, among: [] };
    }
    const tells = cardOf(said);
    if (said.second === said.first) tells.altPhone = '';
    // A number that stands as the other one is the same number; two that are said to update stand as they are said.
    const [isFirstThere, isSecondThere] = [tells.phone === hit.card.altPhone, tells.altPhone === hit.card.phone];
    const isWhole = mode === 'update' && numbers.length === 2 && tells.altPhone !== '';
    if (!isWhole || (isFirstThere && isSecondThere)) {
      if (isFirstThere) tells.phone = '';
      if (isSecondThere) tells.altPhone = '';
    }
    const told = NAMES.filter((field) => tells[field] !== '');
    const isAsked = chosen === undefined && hit.firstRow > 0;
    if (isAsked && told.some((field) => (hit.told[field] ?? '') !== '' && hit.told[field] !== tells[field]))
      return ask('differsInFile');
    const isFirst = hit.firstRow === 0;
    const isChanged = change(hit.card, tells, mode);
    hit.names.add(fullName(hit.card.firstName, hit.card.lastName));
    remember(hit, cardOf(said), rowNo);
    learn(hit, said);
    return { outcome: isFirst ? (isChanged ? 'changed' : 'same') : 'joined', reason: '', about: hit.id, among: [] };
  });
}

const plain = (outcome: Expected['outcome'], reason: string): Expected => ({ outcome, reason, about: '', among: [] });

function learn(one: Known, said: Said): void {
  if (said.mail !== '') one.mails.add(said.mail);
  for (const number of [said.first, said.second]) if (number !== '') one.numbers.add(number);
}

function remember(one: Known, tells: Card, rowNo: number): void {
  // A number is said of the place where it stands.
  const numbers: [keyof Card, string][] = [];
  for (const field of ['phone', 'altPhone'] as const) {
    const number = tells[field];
    if (number === '') continue;
    const place = one.card.phone === number ? 'phone' : one.card.altPhone === number ? 'altPhone' : field;
    if (!numbers.some(([taken]) => taken === place)) numbers.push([place, number]);
  }
  [tells.phone, tells.altPhone] = ['', ''];
  for (const [place, number] of numbers) tells[place] = number;
  for (const field of NAMES) if (tells[field] !== '' && one.told[field] === undefined) one.told[field] = tells[field];
  if (one.firstRow === 0) one.firstRow = rowNo;
}

function makeFrom(said: Said, rowNo: number): Known {
  const card = cardOf(said);
  if (card.altPhone === card.phone) card.altPhone = '';
  const one: Known = {
    id: `row ${rowNo}`,
    isMade: true,
    card,
    mails: new Set(),
    numbers: new Set(),
    names: new Set(),
    told: {},
    firstRow: 0,
  };
  learn(one, said);
  if (card.phone === '') [card.phone, card.altPhone] = [card.altPhone, ''];
  remember(one, cardOf(said), rowNo);
  if (card.firstName === '' && card.lastName === '') card.firstName = card.phone || card.email;
  if (card.stage === '') card.stage = 'new';
  one.names.add(fullName(card.firstName, card.lastName));
  return one;
}

/** Whether anything of the card becomes another. */
function change(card: Card, tells: Card, mode: Mode): boolean {
  let isChanged = false;
  const put = (field: keyof Card, value: string) => {
    card[field] = value;
    isChanged = true;
  };
  const isUnnamed = card.lastName === '' && (card.firstName === card.phone || card.firstName === card.email);
  for (const field of NAMES) {
    const value = tells[field];
    if (value === '' || value === card[field]) continue;
    const isBlank = card[field] === '' || (field === 'firstName' && isUnnamed);
    if (mode !== 'update' && (!isBlank || field === 'stage')) continue;
    if (field !== 'notes' || card.notes === '') put(field, value);
    else if (!card.notes.includes(value)) put('notes', `${card.notes}\n\n${value}`);
  }
  if (tells.labels !== '' && !card.labels.split(' ').includes(tells.labels))
    put(
      'labels',
      [...card.labels.split(' '), tells.labels]
        .filter((one) => one !== '')
        .sort()
        .join(' '),
    );
  return isChanged;
}
