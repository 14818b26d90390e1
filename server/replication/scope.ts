/** Who sees what (sync/README.md §4.2), as conditions in SQL, by the audiences of sync/collections/definition.ts. */
import type { SignedInMember } from '../lib/identity';
import { Parameters } from '../lib/sql-parameters';
import { parentTable, type Table } from './tables';

export { hiddenFields } from './tables';
export { Parameters };

/** Names what a person may see as a whole; a device that comes with another one starts its pull again. */
export function scopeName(member: SignedInMember): string {
  return `${member.role}:${member.teamId ?? ''}:${member.scopeVersion}`;
}

/** Condition on a row of the collection's table called `alias`. */
export function scopeCondition(table: Table, member: SignedInMember, alias: string, parameters: Parameters): string {
  const { audience, byField } = table;
  if (audience.kind === 'everyone' || member.role === 'admin') return 'TRUE';
  const column = (field: string) => `${alias}.${byField.get(field)?.column ?? field}`;
  switch (audience.kind) {
    case 'customer':
      return asItSays(table, member, alias, parameters);
    case 'child':
      return withParent(table, member, alias, parameters);
    case 'team': {
      const own = `${column(audience.by)} = ${parameters.add(member.id)}::uuid`;
      return member.teamId === null
        ? own
        : `(${own} OR ${column(audience.team)} = ${parameters.add(member.teamId)}::uuid)`;
    }
    case 'line':
      return `(${withParent(table, member, alias, parameters)} OR (${column(audience.customer)} IS NULL
        AND ${asItSays(table, member, alias, parameters)}))`;
  }
}

function asItSays(table: Table, member: SignedInMember, alias: string, parameters: Parameters): string {
  const { inScope } = table.replication;
  if (inScope === undefined) throw new Error(`${table.collection} does not say who sees it`);
  return inScope(member, alias, parameters);
}

function withParent(table: Table, member: SignedInMember, alias: string, parameters: Parameters): string {
  const parent = parentTable(table);
  if (parent === null) throw new Error(`${table.collection} hangs on nothing`);
  const above = `${alias}_p`;
  return `EXISTS (SELECT 1 FROM ${parent.table.table} ${above} WHERE ${above}.id = ${alias}.${parent.column}
    AND ${scopeCondition(parent.table, member, above, parameters)})`;
}

/** Whether documents of the collection leave anybody's scope: by changing hands, from an admin's by erasure alone. */
export function hasDepartures({ audience }: Table): boolean {
  return audience.kind !== 'everyone';
}

/** Condition on a row of `scope_exits` called `alias`, of this collection: it tells about this person. */
export function exitCondition(
  { audience }: Table,
  member: SignedInMember,
  alias: string,
  parameters: Parameters,
): string {
  const mine = `${alias}.member_id = ${parameters.add(member.id)}::uuid`;
  const ofTeam = member.role === 'manager' || audience.kind === 'team';
  return ofTeam && member.teamId !== null
    ? `(${mine} OR ${alias}.team_id = ${parameters.add(member.teamId)}::uuid)`
    : mine;
}
