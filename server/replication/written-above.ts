import type { SignedInMember } from '../lib/identity';
import { exitCondition, hasDepartures, Parameters, scopeCondition } from './scope';
import type { Table } from './tables';

/**
 * The statement for the ids (`id`, text) that pull does not serve a person yet: written, or lost from the scope, by
 * transactions at or above the horizon.
 */
export function writtenAbove(
  table: Table,
  member: SignedInMember,
  horizonXid: string,
): { text: string; values: unknown[] } {
  const parameters = new Parameters();
  const horizon = `${parameters.add(horizonXid)}::xid8`;
  const written = `SELECT d.id::text AS id FROM ${table.table} d WHERE d.row_xid >= ${horizon}
    AND ${scopeCondition(table, member, 'd', parameters)}`;
  const left = !hasDepartures(table)
    ? null
    : `SELECT e.document_id::text FROM scope_exits e WHERE e.collection = ${parameters.add(table.collection)}
      AND e.row_xid >= ${horizon} AND ${exitCondition(table, member, 'e', parameters)}`;
  return { text: [written, left].filter((part) => part !== null).join(' UNION '), values: parameters.values };
}
