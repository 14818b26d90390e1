/** Oracle 1: nothing that was typed is lost, and nothing that happened once happened twice. */
import { isSystemKind } from '../../sync/collections/interaction';
import { COLLECTIONS } from '../../sync/collections/registry';
import { makesCards, unitOfField } from '../../sync/collections/definition';
import type { ConflictCard } from '../../sync/rules/document';
import type { LocalDocument } from '../../sync/rules/local-document';
import { PEOPLE } from './cast';
import { decisionKey, type TrueDocument, type Truth } from './office-truth';
import type { Settled, Typed } from './typed';
import type { Verdict } from './verdict';

export type Refused = { readonly device: string; readonly collection: string; readonly document: LocalDocument };

export function checkWrites(
  typed: readonly Typed[],
  settled: readonly Settled[],
  refused: readonly Refused[],
  truth: Truth,
  verdict: Verdict,
): void {
  const byField = groupBy(typed, ({ collection, id, field }) => `${collection} ${id} ${field}`);
  for (const writes of byField.values()) {
    const { collection, id, field } = writes[0] as Typed;
    const master = truth.documents[collection].get(id);
    const isReported = (write: Typed) =>
      refused.some(
        ({ device, document }) =>
          device === write.device &&
          document.id === id &&
          Object.values(document.sync.pending).some(
            ({ values }) => field in values && same(values[field], write.value),
          ),
      );
    const decided = settled
      .filter(
        (one) =>
          one.collection === collection &&
          one.id === id &&
          one.card.unit === unitOfField(COLLECTIONS[collection], field),
      )
      .map(({ card }) => card);
    checkField({ collection, id, field, writes, decided, master, isReported }, verdict);
  }
  checkSettled(typed, settled, refused, truth, verdict);
  checkEffects(typed, truth, verdict);
}

/** Nobody types it, and where the device's clock was wrong the office puts it right (correct-recorded.ts). */
const READ_OFF_THE_CLOCK = 'createdAt';

type FieldCase = {
  collection: Typed['collection'];
  id: string;
  field: string;
  writes: readonly Typed[];
  master: TrueDocument | undefined;
  /** Cards that somebody settled, as they had them before them. */
  decided: readonly ConflictCard[];
  /** The person was told that it was refused, and has it in front of them. */
  isReported: (write: Typed) => boolean;
};

function checkField({ collection, id, field, writes, decided, master, isReported }: FieldCase, verdict: Verdict): void {
  const definition = COLLECTIONS[collection];
  const unit = unitOfField(definition, field);
  const policy = definition.units[unit]?.merge ?? 'latest';
  const lose = (write: Typed, why: string) =>
    void verdict.lost.push(
      `${why}: ${write.device} typed ${field} = ${JSON.stringify(write.value)} of ${collection} ${id} at step ${write.step}, shown is ${JSON.stringify(master?.fields[field])}`,
    );
  if (policy === 'server' || field === READ_OFF_THE_CLOCK) return;
  if (master === undefined) {
    for (const write of writes)
      if (write.mayBeGone !== true && !writes.some((later) => later.device === write.device && isReported(later)))
        lose(write, 'no such document');
    return;
  }
  const shown = master.fields[field];
  const edits = writes.filter(({ saw }) => saw !== null);
  const ofInterest = edits.length > 0 ? edits : writes;
  const last = ofInterest[ofInterest.length - 1] as Typed;
  const oneWriter = last.mayBeGone !== true && ofInterest.every(({ device }) => device === last.device);
  if (policy === 'greatest') return;
  if (policy === 'greatestPerKey') {
    const map = (shown ?? {}) as Readonly<Record<string, string>>;
    for (const write of writes)
      for (const [key, value] of Object.entries((write.value ?? {}) as Readonly<Record<string, string>>))
        if (write.mayBeGone !== true && !isReported(write) && (map[key] ?? '') < value) lose(write, 'a key fell back');
    return;
  }
  if (policy === 'removal') {
    const deletes = edits.filter(({ value }) => value !== '');
    if (deletes.length === 0 && shown !== '')
      verdict.lost.push(`${collection} ${id} is deleted though nobody deleted it`);
    const explained =
      shown !== '' ||
      decided.length > 0 ||
      master.conflicts.some(({ unit }) => unit === 'deletedAt') ||
      edits.some(({ value }) => value === '');
    const isLastOfDevice = (write: Typed) => edits.findLast(({ device }) => device === write.device) === write;
    const unexplained = explained
      ? undefined
      : deletes.find((write) => write.mayBeGone !== true && isLastOfDevice(write) && !isReported(write));
    if (unexplained !== undefined) lose(unexplained, 'a deletion vanished');
    if (oneWriter && last.value === '' && shown !== '' && !isReported(last)) lose(last, 'a restoration vanished');
    return;
  }
  // Nobody else writes this field of this document: what was typed last must be there.
  if (oneWriter && !same(shown, last.value) && !isReported(last)) lose(last, 'the last write of the only writer');
  if (!makesCards(definition, unit)) return;
  for (const write of writes)
    if (
      write.value !== '' &&
      write.mayBeGone !== true &&
      !isAccounted(write, { writes, decided, master, unit, field, isReported }, new Set())
    )
      lose(write, 'neither shown, nor on a card, nor overwritten or let go knowingly');
}

/** Shown, on a conflict card, in front of its author as refused, or replaced or let go by somebody who saw it. */
function isAccounted(
  write: Typed,
  context: Pick<FieldCase, 'writes' | 'decided' | 'field' | 'isReported'> & { unit: string; master: TrueDocument },
  passed: Set<Typed>,
): boolean {
  if (passed.has(write)) return false;
  passed.add(write);
  const { writes, decided, master, unit: name, field, isReported } = context;
  if (decided.some(({ hidden }) => same(hidden.values[field], write.value))) return true;
  if (same(master.fields[field], write.value) || isReported(write)) return true;
  if (
    master.conflicts.some(
      ({ unit, shown, hidden }) =>
        unit === name && (same(shown.values[field], write.value) || same(hidden.values[field], write.value)),
    )
  )
    return true;
  const at = writes.indexOf(write);
  // Whoever types a second time in the same place on the same device knows what they typed the first time.
  return writes.some(
    (later, index) =>
      (same(later.saw, write.value) || (later.device === write.device && index > at)) &&
      isAccounted(later, context, passed),
  );
}

/**
 * A card that somebody settled is gone for everybody. Not judged where the one who settled may have lost the
 * document before the office heard of it: with the document their decision left the device.
 */
function checkSettled(
  typed: readonly Typed[],
  settled: readonly Settled[],
  refused: readonly Refused[],
  truth: Truth,
  verdict: Verdict,
): void {
  if ([...truth.documents.members.values()].some(({ id, fields }) => !isAsInTheBeginning(id, fields))) return;
  const movedCustomers = new Set(
    typed
      .filter(({ field, saw }) => saw !== null && (field === 'ownerId' || field === 'sharedWith'))
      .map(({ id }) => id),
  );
  for (const { collection, id, card, device, step, mayBeBack } of settled) {
    const master = truth.documents[collection].get(id);
    const customerId = collection === 'customers' ? id : String(master?.fields['customerId']);
    if (
      mayBeBack === true ||
      movedCustomers.has(customerId) ||
      refused.some((one) => one.device === device && one.document.id === id)
    )
      continue;
    if (master?.conflicts.some((open) => open.id === card.id) === true)
      verdict.lost.push(
        `${device} settled ${card.id} of ${collection} ${id} at step ${step}, and the card is still there`,
      );
  }
}

const isAsInTheBeginning = (memberId: string, fields: TrueDocument['fields']) =>
  Object.values(PEOPLE).some(
    ({ id, role, teamId }) => id === memberId && fields['role'] === role && fields['teamId'] === (teamId ?? ''),
  );

function checkEffects(typed: readonly Typed[], truth: Truth, verdict: Verdict): void {
  // What a person logs has a body of its own here; what the office says of a customer is one in its moment.
  const bodies = groupBy(
    [...truth.documents.interactions.values()],
    ({ fields: { body, kind, customerId, occurredAt } }) =>
      isSystemKind(String(kind)) ? [customerId, kind, occurredAt, body].join(' ') : String(body),
  );
  // Decisions whose clocks were behind count from one moment: as many entries of it as were taken.
  const times = ({ fields: { customerId, kind, occurredAt } }: TrueDocument) =>
    truth.decisions.get(decisionKey(customerId, kind, occurredAt)) ?? 1;
  for (const [body, rows] of bodies)
    if (rows.length > times(rows[0]!)) verdict.repeated.push(`interaction ${body} is there ${rows.length} times`);
  for (const collection of ['customers', 'appointments', 'interactions'] as const) {
    const edits = groupBy(
      typed.filter((write) => write.collection === collection),
      ({ id }) => id,
    );
    for (const [id, { version, receipts, fields }] of truth.documents[collection]) {
      for (const [device, receipt] of Object.entries(receipts))
        if (receipt.version > version)
          verdict.repeated.push(`${collection} ${id}: receipt of ${device} is ahead of the document`);
      if (collection === 'interactions') {
        for (const { field, value } of edits.get(id) ?? [])
          if (field !== READ_OFF_THE_CLOCK && !same(fields[field], value))
            verdict.lost.push(`interaction ${id}: ${field} is not what was logged`);
        const customer = truth.documents.customers.get(String(fields['customerId']));
        if (fields['kind'] === 'call' && String(customer?.fields['lastContactAt']) < String(fields['occurredAt']))
          verdict.lost.push(`interaction ${id} did not raise the last contact`);
      }
    }
  }
}

export const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
