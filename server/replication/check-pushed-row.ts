/** What a pushed row must keep to: what its pusher may touch, and the form of what was typed (sync/README.md §5). */
import * as z from 'zod/mini';
import { unitNamed, type CollectionDefinition } from '../../sync/collections/definition';
import type { PushRow } from '../../sync/protocol/messages';
import { outOfScopeCode, parentOf } from '../../sync/collections/registry';
import { ERROR_CODES, type ErrorCode } from '../../sync/errors';
import { maySeeCustomer } from '../features/customers/may-see-customer';
import { problem, type Change, type Problem } from '../lib/push-rule';
import { unknownFields } from './patch-form';
import type { StoredRow, PushPlan, PushContext } from './push-context';

const MAX_EXTRA_BYTES = 20_000;

export function mayTouch(
  { plan }: PushContext,
  stored: StoredRow | null,
  touched: ReadonlySet<string>,
): Problem | null {
  if (stored !== null && !stored.inScope) return problem(outOfScopeCode(plan.definition));
  const hidden = plan.hidden.find((field) => touched.has(field));
  return hidden === undefined ? null : problem(fieldForbidden(plan.definition), { field: hidden });
}

/**
 * What a file brings in its importer must see as well: a document as it would be, a new one by what it hangs on. One
 * that exists was in scope of both.
 */
export function beyondImporter(context: PushContext, before: Change['before'], after: Change['after']): Problem | null {
  const { plan, importer, customers } = context;
  if (importer === null || importer.role === 'admin') return null;
  const parent = parentOf(plan.definition);
  // What hangs on a customer through something else says on which.
  const customer = customers.get(String(after[parent?.of === 'customers' ? parent.by : 'customerId'] ?? ''));
  const isSeen =
    parent === null
      ? (plan.table.replication.staysInScope?.(after, { ...context, pusher: importer }) ?? true)
      : before !== null || (customer !== undefined && maySeeCustomer(importer, customer));
  return isSeen ? null : problem(outOfScopeCode(plan.definition));
}

function fieldForbidden({ noun }: CollectionDefinition): ErrorCode {
  const code = `${noun}.fieldForbidden`;
  return ERROR_CODES.find((each) => each === code) ?? 'auth.forbidden';
}

export function validate(context: PushContext, change: Change): Problem | null {
  const { table } = context.plan;
  const invalid = (field: string) => problem('sync.invalidDocument', { field });
  const field = change.before === null ? invalidWhole(context.plan, change.after) : null;
  if (field !== null) return invalid(field);
  const extra = unknownFields(table, change.after);
  if (extra !== null && Buffer.byteLength(JSON.stringify(extra)) > MAX_EXTRA_BYTES)
    return invalid(Object.keys(extra).find((field) => change.touched.has(field)) ?? '');
  return table.replication.check?.(change, context) ?? null;
}

/**
 * What was asked for must be right even where another value won: it may go on a conflict card, or be passed over in
 * silence. Of a document that exists nothing else is looked at: what an older build left in the rest is not this
 * person's to mend. A new one is looked at once more as a whole, with what its maker did not say.
 */
export function invalidField({ definition }: PushPlan, { wanted, touched }: Omit<Change, 'after'>): string | null {
  for (const unit of touched) {
    const { fields, merge } = unitNamed(definition, unit);
    // What a device sends of these is passed over.
    if (merge === 'server') continue;
    for (const field of fields) {
      const fieldShape = definition.shape.shape[field];
      if (fieldShape === undefined) continue;
      if (!z.safeParse(fieldShape, wanted[field]).success) return field;
    }
  }
  return null;
}

/** What an edit took the place of unseen goes on a card, and from there perhaps into the field. */
export function invalidUnseen({ definition }: PushPlan, patch: PushRow['patch']): string | null {
  for (const [unit, { unseen = [] }] of Object.entries(patch)) {
    for (const field of unitNamed(definition, unit).fields) {
      const fieldShape = definition.shape.shape[field];
      if (fieldShape !== undefined && unseen.some(({ values }) => !z.safeParse(fieldShape, values[field]).success))
        return field;
    }
  }
  return null;
}

function invalidWhole({ shape }: PushPlan, after: Change['after']): string | null {
  const whole = z.safeParse(shape, after);
  return whole.success ? null : String(whole.error.issues[0]?.path[0] ?? '');
}
