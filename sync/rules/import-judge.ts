/**
 * What becomes of the rows of a file beside the customers that somebody sees. Rows are judged in their order, each
 * with what those before it do: so the same rows over the same customers always come to the same.
 */
import { normaliseEmail, normalisePhone } from './address';
import type {
  FieldChange,
  ImportDefaults,
  ImportField,
  ImportMode,
  RowDecision,
  RowOutcome,
  RowReason,
} from './import';
import { addressKeys, nameKey, namesOf, type ReadRow, type RowValues } from './import-row';
import { labelsOn, type LabelMarks } from './labels';

/** A customer as far as an import may change it. `labels`: ids of those that are on, with blanks between them. */
export type ImportFields = Readonly<Record<ImportField, string>>;
/** A live customer that whoever brings the file may see; of merged records the one that stands for them all. */
export type KnownCustomer = {
  readonly id: string;
  readonly fields: ImportFields;
  /** `e:…`, `p:…` of all of its records, and `n:…`. */
  readonly keys: readonly string[];
};
export type RowToJudge = Pick<ReadRow, 'values' | 'fullName' | 'problems' | 'keys'> & {
  readonly rowNo: number;
  readonly decision: RowDecision | null;
  /** The id that a customer made of this row gets. */
  readonly ownId: string;
};
export type Judgement = {
  readonly outcome: Exclude<RowOutcome, 'waiting'>;
  readonly reason: RowReason;
  /** Whom the row is about; null while that is open, or nobody. */
  readonly customerId: string | null;
  readonly changes: readonly FieldChange[];
  /** Among whom a person chooses. */
  readonly candidates: readonly string[];
  /** The first row of the file with the same customer. */
  readonly joinedTo: number | null;
};
/** What an earlier row came to, for a row that is judged alone. */
export type EarlierRow = Pick<ReadRow, 'values' | 'fullName' | 'keys'> & {
  readonly rowNo: number;
  readonly ownId: string;
  readonly outcome: RowOutcome;
  readonly customerId: string | null;
  readonly changes: readonly FieldChange[];
  /** It is written: what it did stands in the customers already. */
  readonly isDone: boolean;
};

type Target = {
  readonly id: string;
  fields: Record<ImportField, string>;
  /** What rows of the file have said of it, and the first of them. */
  readonly said: Map<ImportField, string>;
  firstRow: number | null;
  /** The file makes it, or has made it. */
  isMade: boolean;
};
export type JudgedBy = {
  readonly mode: ImportMode;
  readonly defaults: Pick<ImportDefaults, 'source' | 'stage' | 'ownerId'>;
  /** Whether whoever brings the file may give a customer to somebody else. */
  readonly mayReassign: boolean;
};

export const IMPORT_FIELDS: readonly ImportField[] = [
  'firstName',
  'lastName',
  'phone',
  'altPhone',
  'email',
  'countryId',
  'city',
  'address',
  'occupation',
  'language',
  'source',
  'stage',
  'lostReason',
  'labels',
  'ownerId',
  'notes',
  'managerNote',
];
/** Of these something always stands: nothing is to be filled. */
const NEVER_BLANK: ReadonlySet<ImportField> = new Set(['language', 'source', 'stage', 'ownerId']);
/** In these what the file says stands below what was there. */
const ADDED_BELOW: ReadonlySet<ImportField> = new Set(['notes', 'managerNote']);

export function fieldsOf(document: Readonly<Record<string, unknown>>): ImportFields {
  return Object.fromEntries(
    IMPORT_FIELDS.map((field) => [
      field,
      field === 'labels'
        ? labelsOn(document['labels'] as LabelMarks | undefined).join(' ')
        : String(document[field] ?? ''),
    ]),
  ) as ImportFields;
}

export function keysOfCustomer(fields: Pick<ImportFields, 'email' | 'phone' | 'altPhone' | 'firstName' | 'lastName'>) {
  const name = nameKey(`${fields.firstName} ${fields.lastName}`);
  return [...addressKeys(fields), ...(name === '' ? [] : [name])];
}

export class ImportJudge {
  readonly #mode: ImportMode;
  readonly #by: JudgedBy;
  readonly #targets = new Map<string, Target>();
  readonly #byKey = new Map<string, Set<string>>();
  /** Keys of rows that a person has yet to decide about. */
  readonly #open = new Set<string>();

  constructor(by: JudgedBy) {
    this.#by = by;
    this.#mode = by.mode;
  }

  /** Customers of the office; who is known already stays as the rows before have made them. */
  know(customers: readonly KnownCustomer[]): void {
    for (const { id, fields, keys } of customers) {
      if (!this.#targets.has(id))
        this.#targets.set(id, { id, fields: { ...fields }, said: new Map(), firstRow: null, isMade: false });
      this.#lead(keys, id);
    }
  }

  /** A row that was judged before, as it was. Rows come in their order. */
  recall(row: EarlierRow): void {
    if (row.outcome === 'decide') for (const key of row.keys) this.#open.add(key);
    if (row.customerId === null) return;
    const target = this.#targets.get(row.customerId);
    if (target !== undefined) {
      if (row.outcome === 'new') target.isMade = true;
      if (!row.isDone) this.#take(target, row.changes);
      this.#lead(keysBefore(row.changes), target.id);
      if (target.isMade || this.#mode !== 'add') this.#say(target, row);
      else this.#lead(row.keys, target.id);
    } else if (row.outcome === 'new' && !row.isDone) this.#make(row);
  }

  judge(row: RowToJudge): Judgement {
    if (row.problems.length > 0) return without('cannot', 'badCells');
    if (row.keys.length === 0) return without('cannot', 'empty');
    if (row.decision?.kind === 'leaveOut') return without('leftOut');
    if (row.decision?.kind === 'new') return this.#new(row);
    if (row.decision?.kind === 'customer') {
      const chosen = this.#targets.get(row.decision.customerId);
      return chosen === undefined ? this.#ask(row, 'customerGone') : this.#onto(row, chosen, true);
    }
    const found = this.#find(row.keys);
    const [first] = found;
    if (row.keys.some((key) => this.#open.has(key))) return this.#ask(row, 'waitsForRow');
    if (first === undefined) return this.#new(row);
    if (found.length > 1) return this.#ask(row, found.some(({ isMade }) => isMade) ? 'joinsRows' : 'severalCustomers');
    if (row.keys[0]?.startsWith('n:') === true) return this.#ask(row, 'sameName');
    return this.#onto(row, first, false);
  }

  #find(keys: readonly string[]): Target[] {
    const ids = new Set(keys.flatMap((key) => [...(this.#byKey.get(key) ?? [])]));
    return [...ids].flatMap((id) => this.#targets.get(id) ?? []);
  }

  #lead(keys: readonly string[], id: string): void {
    for (const key of keys) {
      const ids = this.#byKey.get(key);
      if (ids === undefined) this.#byKey.set(key, new Set([id]));
      else ids.add(id);
    }
  }

  #ask(row: RowToJudge, reason: RowReason): Judgement {
    const candidates = this.#find(row.keys).map(({ id }) => id);
    for (const key of row.keys) this.#open.add(key);
    return { ...without('decide', reason), candidates };
  }

  #new(row: RowToJudge): Judgement {
    const changes = this.#make(row);
    return { ...without('new'), customerId: row.ownId, changes };
  }

  #make(row: Pick<RowToJudge, 'values' | 'fullName' | 'keys' | 'rowNo' | 'ownId'>): FieldChange[] {
    const fields = newFields(row, this.#by.defaults);
    const target: Target = { id: row.ownId, fields, said: new Map(), firstRow: null, isMade: true };
    this.#targets.set(row.ownId, target);
    this.#lead(keysOfCustomer(fields), row.ownId);
    this.#say(target, row);
    return IMPORT_FIELDS.filter((field) => fields[field] !== '').map((field) => ({
      field,
      from: '',
      to: fields[field],
    }));
  }

  #onto(row: RowToJudge, target: Target, isChosen: boolean): Judgement {
    if (!target.isMade && this.#mode === 'add') {
      this.#lead(row.keys, target.id);
      return { ...without('same', 'existsAlready'), customerId: target.id };
    }
    const { firstRow } = target;
    const mode = this.#mode === 'update' ? 'update' : 'fill';
    if (firstRow !== null && !isChosen && differs(target, row, mode)) return this.#ask(row, 'differsInFile');
    const changes = changesOf(target.fields, row, mode).filter(
      ({ field }) => field !== 'ownerId' || this.#by.mayReassign,
    );
    this.#take(target, changes);
    this.#say(target, row);
    const outcome = firstRow !== null ? 'joined' : changes.length > 0 ? 'changed' : 'same';
    return { ...without(outcome), customerId: target.id, changes, joinedTo: firstRow };
  }

  #take(target: Target, changes: readonly FieldChange[]): void {
    for (const { field, to } of changes)
      target.fields[field] =
        field === 'labels' ? [...new Set([...target.fields.labels.split(' '), ...to.split(' ')])].join(' ').trim() : to;
    this.#lead(keysOfCustomer(target.fields), target.id);
  }

  #say(target: Target, { values, fullName, keys, rowNo }: Pick<RowToJudge, 'values' | 'fullName' | 'keys' | 'rowNo'>) {
    const named = standing(target.fields, withNames(values, fullName));
    for (const field of IMPORT_FIELDS) {
      const value = named[field];
      if (value !== undefined && !target.said.has(field)) target.said.set(field, value);
    }
    target.firstRow ??= rowNo;
    this.#lead(keys, target.id);
  }
}

/** By what somebody was known until these changes: rows of the file that say it mean them still. */
const keysBefore = (changes: readonly FieldChange[]) =>
  changes.flatMap(({ field, from }) =>
    field === 'email' || field === 'phone' || field === 'altPhone' ? addressKeys({ [field]: from }) : [],
  );

const without = (outcome: Judgement['outcome'], reason: RowReason = ''): Judgement => ({
  outcome,
  reason,
  customerId: null,
  changes: [],
  candidates: [],
  joinedTo: null,
});

function withNames(values: RowValues, fullName: string): RowValues {
  if (fullName === '') return values;
  const [firstName, lastName] = namesOf(fullName);
  return { ...(firstName === '' ? {} : { firstName }), ...(lastName === '' ? {} : { lastName }), ...values };
}

/** Whether a row has no name, so that its address stands for one. */
export const isNameless = ({ values, fullName }: Pick<ReadRow, 'values' | 'fullName'>): boolean =>
  fullName === '' && (values.firstName ?? '') === '' && (values.lastName ?? '') === '';

/** What a customer that is made of a row has. */
function newFields(
  row: Pick<RowToJudge, 'values' | 'fullName'>,
  defaults: Pick<ImportDefaults, 'source' | 'stage' | 'ownerId'>,
): Record<ImportField, string> {
  const values = withNames(row.values, row.fullName);
  const fields = Object.fromEntries(IMPORT_FIELDS.map((field) => [field, values[field] ?? ''])) as Record<
    ImportField,
    string
  >;
  if (fields.phone === '') [fields.phone, fields.altPhone] = [fields.altPhone, ''];
  if (fields.language === '') fields.language = 'tr';
  if (fields.source === '') fields.source = defaults.source;
  if (fields.stage === '') fields.stage = defaults.stage;
  if (fields.ownerId === '') fields.ownerId = defaults.ownerId;
  // Nobody can be without a name: whoever has none is called by their address, as telephones do.
  if (isNameless(row)) fields.firstName = (fields.phone || fields.email).slice(0, 80);
  return fields;
}

/** What the row would change of a customer. */
function changesOf(
  fields: Readonly<Record<ImportField, string>>,
  row: Pick<RowToJudge, 'values' | 'fullName'>,
  mode: 'update' | 'fill',
): FieldChange[] {
  const values = valuesFor(fields, row, mode);
  const isBlank = (field: ImportField) => fields[field] === '' || (field === 'firstName' && isCalledByAddress(fields));
  return IMPORT_FIELDS.flatMap((field): FieldChange[] => {
    const [from, said] = [fields[field], values[field] ?? ''];
    if (said === '') return [];
    if (field === 'labels') {
      const on = new Set(from.split(' '));
      const added = said.split(' ').filter((id) => !on.has(id));
      return added.length === 0 ? [] : [{ field, from: '', to: added.join(' ') }];
    }
    if (isSame(field, from, said) || (mode === 'fill' && (!isBlank(field) || NEVER_BLANK.has(field)))) return [];
    if (!ADDED_BELOW.has(field) || from === '') return [{ field, from, to: said }];
    return from.includes(said) ? [] : [{ field, from, to: `${from}\n\n${said}` }];
  });
}

/** The name stands in for one that nobody has said. */
const isCalledByAddress = ({ firstName, lastName, phone, email }: Readonly<Record<ImportField, string>>) =>
  lastName === '' && (firstName === phone || firstName === email.slice(0, 80));

/**
 * The row's values as they meet these fields: a number that stands as the other one is not put down twice. Where a row
 * that updates says two of them, both are there after it, in its order: what it says once it says of itself again.
 */
function valuesFor(
  fields: Readonly<Record<ImportField, string>>,
  { values, fullName }: Pick<RowToJudge, 'values' | 'fullName'>,
  mode: 'update' | 'fill',
) {
  const isNameHere = fullName !== '' && fullName === `${fields.firstName} ${fields.lastName}`.trim();
  const named = { ...(isNameHere ? values : withNames(values, fullName)) };
  const has = (field: 'phone' | 'altPhone', value: string | undefined) =>
    value !== undefined && normalisePhone(fields[field]) === normalisePhone(value);
  const saysTwo =
    named.phone !== undefined && named.altPhone !== undefined && !isSame('phone', named.phone, named.altPhone);
  const stands = { phone: has('altPhone', named.phone), altPhone: has('phone', named.altPhone) };
  if (mode === 'update' && saysTwo && !(stands.phone && stands.altPhone)) return named;
  if (stands.phone) delete named.phone;
  if (stands.altPhone) delete named.altPhone;
  return named;
}

/** The row's numbers under the fields in which they stand: whoever puts another number there says another thing. */
function standing(fields: Readonly<Record<ImportField, string>>, { phone, altPhone, ...rest }: RowValues): RowValues {
  const placed: Partial<Record<ImportField, string>> = { ...rest };
  for (const [field, number] of [
    ['phone', phone],
    ['altPhone', altPhone],
  ] as const) {
    if (number === undefined) continue;
    const stands = (['phone', 'altPhone'] as const).find((one) => isSame(one, fields[one], number));
    placed[stands ?? field] ??= number;
  }
  return placed;
}

function isSame(field: ImportField, a: string, b: string): boolean {
  if (field === 'email') return normaliseEmail(a) === normaliseEmail(b);
  if (field === 'phone' || field === 'altPhone') return normalisePhone(a) === normalisePhone(b);
  return a === b;
}

/** Whether the row says another thing of this customer than a row before it. */
function differs({ said, fields }: Target, row: RowToJudge, mode: 'update' | 'fill'): boolean {
  const values = valuesFor(fields, row, mode);
  return [...said].some(([field, before]) => {
    const now = values[field];
    if (now === undefined || field === 'labels') return false;
    return !isSame(field, before, now);
  });
}

/**
 * What a row comes to when its turn is there, after the world may have moved since it was shown: what was shown and
 * still holds, or less of the same; null: another thing, which nobody has agreed to.
 */
export function stillHolds(
  shown: Pick<Judgement, 'outcome' | 'customerId' | 'changes'>,
  now: Judgement,
): Judgement | null {
  if (now.customerId !== shown.customerId) return null;
  if (shown.outcome === 'new') return now.outcome === 'new' ? now : null;
  if (now.outcome !== 'joined' && now.outcome !== 'changed' && now.outcome !== 'same') return null;
  const agreed = new Set(shown.changes.map(textOf));
  if (!now.changes.every((change) => agreed.has(textOf(change)))) return null;
  if (shown.outcome === 'joined') return { ...now, outcome: 'joined' };
  return { ...now, outcome: now.changes.length > 0 ? 'changed' : 'same' };
}

const textOf = ({ field, from, to }: FieldChange) => JSON.stringify([field, from, to]);
