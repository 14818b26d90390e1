/** What comes of two records of one person. Pure; merge-dialog.tsx asks, and app/database saves it as one. */
import { customers, customerShape, MAX_GUESTS, MAX_LABELS } from '../../../sync/collections/customer';
import type { DocumentFields } from '../../../sync/collections/definition';
import { longestText } from '../../../sync/collections/longest-text';
import { unitValues, type SavePart } from '../../../sync/rules/document';
import { labelsAsBefore, labelsOn, withLabel, type LabelMarks } from '../../../sync/rules/labels';
import type { StoredCustomer } from '../../database/saha-database';
import { shownBasis } from '../../database/stored-document';

/**
 * What a person is asked about where the two differ, in the order in which they are asked: a name is one thing, so is a
 * stage with why somebody was lost, and what is to be done next with its day.
 */
export const MERGE_ROWS = {
  name: ['firstName', 'lastName'],
  phone: ['phone'],
  altPhone: ['altPhone'],
  email: ['email'],
  countryId: ['countryId'],
  city: ['city'],
  address: ['address'],
  occupation: ['occupation'],
  language: ['language'],
  source: ['source'],
  stage: ['stage', 'lostReason'],
  ownerId: ['ownerId'],
  nextStep: ['nextStepText', 'nextStepDueOn', 'nextStepDueTime', 'nextStepDoneAt'],
  notes: ['notes'],
  managerNote: ['managerNote'],
} as const satisfies Record<string, readonly (keyof StoredCustomer)[]>;
export type MergeRow = keyof typeof MERGE_ROWS;
const ROWS = Object.keys(MERGE_ROWS) as MergeRow[];
/** Two texts make sense one under the other. */
export const JOINABLE: readonly MergeRow[] = ['notes', 'managerNote'];

/** Whose value stands: that of the record that is kept, of the other, or both of them. */
export type MergeChoice = 'kept' | 'lost' | 'both';
export type MergeChoices = Readonly<Partial<Record<MergeRow, MergeChoice>>>;

const valueOf = (record: StoredCustomer, field: string): unknown =>
  (record as unknown as DocumentFields)[field] ?? customers.fields[field as keyof typeof customers.fields]?.empty ?? '';
const textOf = (record: StoredCustomer, row: MergeRow) =>
  MERGE_ROWS[row].map((field) => String(valueOf(record, field))).join('\n');
export const isEmptyRow = (record: StoredCustomer, row: MergeRow) => textOf(record, row).trim() === '';

/** The rows in which the two differ. */
export function differingRows(kept: StoredCustomer, lost: StoredCustomer): MergeRow[] {
  return ROWS.filter((row) => textOf(kept, row) !== textOf(lost, row));
}

/**
 * What is proposed: what is filled, and of two the one written last; notes both; whose the customer is and what stands
 * at which stage stays as it is.
 */
export function proposedChoices(kept: StoredCustomer, lost: StoredCustomer): MergeChoices {
  return Object.fromEntries(
    differingRows(kept, lost).map((row): [MergeRow, MergeChoice] => {
      if (isEmptyRow(lost, row)) return [row, 'kept'];
      if (isEmptyRow(kept, row)) return [row, 'lost'];
      if (JOINABLE.includes(row)) return [row, 'both'];
      if (row === 'ownerId') return [row, 'kept'];
      return [row, writtenAt(lost, row) > writtenAt(kept, row) ? 'lost' : 'kept'];
    }),
  );
}

const unitOf = (field: string) => customers.fields[field as keyof typeof customers.fields].unit ?? field;
const unitsOf = (values: DocumentFields) => [...new Set(Object.keys(values).map(unitOf))];

function writtenAt(record: StoredCustomer, row: MergeRow): string {
  const units = new Set(MERGE_ROWS[row].map(unitOf));
  return (
    [...units]
      .map((unit) => shownBasis('customers', record, unit).stamp)
      .sort()
      .at(-1) ?? ''
  );
}

/** The number of which nothing was chosen becomes the second one, where there would be none. */
export function spareNumber(kept: StoredCustomer, lost: StoredCustomer, choices: MergeChoices): string {
  if (choices.phone === undefined || choices.altPhone !== undefined || kept.altPhone !== '') return '';
  return choices.phone === 'lost' ? kept.phone : lost.phone;
}

/**
 * The two changes, to be saved as one: what was chosen on the record that is kept, made over what was shown of it, and
 * that the other is merged into it. Labels of both stay on; whoever saw either sees the person.
 */
export function mergeParts(kept: StoredCustomer, lost: StoredCustomer, choices: MergeChoices): SavePart[] {
  const values = valuesOf(kept, lost, choices);
  const bases = Object.fromEntries(unitsOf(values).map((unit) => [unit, shownBasis('customers', kept, unit)]));
  return [
    ...(Object.keys(values).length === 0 ? [] : [{ id: kept.id, values, isNew: false, bases }]),
    { id: lost.id, values: { mergedInto: kept.id }, isNew: false },
  ];
}

/** What one record cannot hold of two: their texts one under the other, everybody who saw either, labels of both. */
export type MergeProblem = {
  readonly what: 'notes' | 'managerNote' | 'sharedWith' | 'labels';
  readonly limit: number;
};

/** Why the two cannot be merged with these choices; null where they can. */
export function mergeProblem(kept: StoredCustomer, lost: StoredCustomer, choices: MergeChoices): MergeProblem | null {
  const values = valuesOf(kept, lost, choices);
  for (const what of ['notes', 'managerNote'] as const) {
    const limit = longestText(customerShape.shape[what]);
    if (String(values[what] ?? '').length > limit) return { what, limit };
  }
  const people = (values['sharedWith'] ?? []) as readonly string[];
  if (people.length > MAX_GUESTS) return { what: 'sharedWith', limit: MAX_GUESTS };
  // One that was taken off is remembered as such, and counts.
  const marks = Object.keys((values['labels'] ?? {}) as LabelMarks);
  return marks.length > MAX_LABELS ? { what: 'labels', limit: MAX_LABELS } : null;
}

function valuesOf(kept: StoredCustomer, lost: StoredCustomer, choices: MergeChoices): DocumentFields {
  const values: Record<string, unknown> = {};
  for (const [row, choice] of Object.entries(choices) as [MergeRow, MergeChoice][]) {
    const fields: readonly string[] = MERGE_ROWS[row];
    const differing = fields.filter((field) => valueOf(kept, field) !== valueOf(lost, field)).map(unitOf);
    for (const field of fields) {
      const [mine, theirs] = [valueOf(kept, field), valueOf(lost, field)];
      // What is one unit is written whole, or half of it would be what somebody else wrote there meanwhile.
      if (choice === 'lost' && differing.includes(unitOf(field))) values[field] = theirs;
      if (choice === 'both') values[field] = `${String(mine).trimEnd()}\n\n${String(theirs).trim()}`;
    }
  }
  const spare = spareNumber(kept, lost, choices);
  if (spare !== '') values['altPhone'] = spare;
  const labels = labelsOn(lost.labels).reduce<LabelMarks>((marks, id) => withLabel(marks, id, true), kept.labels ?? {});
  if (labels !== kept.labels && labelsOn(labels).join() !== labelsOn(kept.labels).join()) values['labels'] = labels;
  const owner = values['ownerId'] ?? kept.ownerId;
  const people = [...new Set([...kept.sharedWith, ...lost.sharedWith, kept.ownerId, lost.ownerId])];
  const sharedWith = people.filter((id) => id !== owner);
  if ([...sharedWith].sort().join() !== [...kept.sharedWith].sort().join()) values['sharedWith'] = sharedWith;
  return values;
}

/**
 * Takes a merge back as a whole: what the record had before, and the other one apart. It is written over what the merge
 * left: what anybody wrote there since stays on a card.
 */
export function unmergeParts(kept: StoredCustomer, parts: readonly SavePart[]): SavePart[] {
  return parts.map(({ id, values }) => {
    const isKept = id === kept.id;
    const left: DocumentFields = isKept ? { ...(kept as unknown as DocumentFields), ...values } : values;
    const bases = Object.fromEntries(
      unitsOf(values).map((unit) => [unit, { stamp: '', values: unitValues(customers, left, unit) }]),
    );
    return { id, values: isKept ? asBefore(kept, values) : { mergedInto: '' }, isNew: false, bases };
  });
}

function asBefore(kept: StoredCustomer, values: DocumentFields): DocumentFields {
  return Object.fromEntries(
    Object.entries(values).map(([field, now]) => [
      field,
      field === 'labels' ? labelsAsBefore(kept.labels, now as LabelMarks) : valueOf(kept, field),
    ]),
  );
}
