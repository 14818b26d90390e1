import { makesCards, unitNamed, unitOfField, type DocumentFields } from '../../../sync/collections/definition';
import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { isCut } from '../../../sync/rules/audited-text';
import { sameValue } from '../../../sync/rules/document';
import type { ChangeEntry } from './change-list';

/** Told beside a change and never in force: what lost on a card, and what was decided about it. */
const BESIDE: ReadonlySet<string> = new Set(['conflict', 'settle']);
/** Its steps have rules and buttons of their own. */
const OWN_BUTTONS: ReadonlySet<string> = new Set(['status', 'deletedAt']);

/**
 * What stood in the whole unit of a field before a change, to be put in place again; null where that is not this
 * person's to do, where it stands there now, or where the list holds only a part of it. `entries` from the newest on,
 * `at` the one of the change.
 */
export function earlierValue(
  collection: WritableCollectionName,
  now: DocumentFields,
  entries: readonly Pick<ChangeEntry, 'action' | 'changes'>[],
  at: number,
  field: string,
  isAgent: boolean,
): { readonly unit: string; readonly values: DocumentFields } | null {
  const definition = COLLECTIONS[collection];
  const unit = unitOfField(definition, field);
  if (!makesCards(definition, unit) || OWN_BUTTONS.has(unit) || (isAgent && unit === 'ownerId')) return null;
  const { fields } = unitNamed(definition, unit);
  const values: Record<string, unknown> = Object.fromEntries(fields.map((name) => [name, now[name]]));
  for (const [index, { action, changes }] of entries.slice(0, at + 1).entries()) {
    if (index < at && BESIDE.has(action)) continue;
    for (const change of changes) if (fields.includes(change.field)) values[change.field] = change.before;
  }
  const isWhole = fields.every((name) => values[name] !== undefined && values[name] !== null && !isCut(values[name]));
  return isWhole && fields.some((name) => !sameValue(values[name], now[name])) ? { unit, values } : null;
}
