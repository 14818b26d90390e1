/**
 * Who sees what (sync/README.md §4.2), as conditions in SQL. features/customers/may-see-customer.ts says the same of
 * one
 * customer; a test holds the two equal.
 *
 * agent: customers owned by or shared with them · manager: also their team's · admin: all. Appointments and
 * interactions are
 * seen with their customer. Members and countries are for everybody.
 */
import type { CollectionName } from '../../sync/collections/definition';
import type { Role } from '../../sync/collections/member';
import type { SignedInMember } from '../lib/identity';
import type { Table } from './tables';

/** Names what a person may see as a whole; a device that comes with another one starts its pull again. */
export function scopeName(member: SignedInMember): string {
  return `${member.role}:${member.teamId ?? ''}:${member.scopeVersion}`;
}

/** Collects the values of a statement; `add` answers with their place in it. */
export class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Condition on a row of `customers` called `alias`. */
function customerCondition(member: SignedInMember, alias: string, parameters: Parameters): string {
  if (member.role === 'admin') return 'TRUE';
  const me = parameters.add(member.id);
  const own = `${alias}.owner_id = ${me}::uuid OR ${alias}.shared_with @> ARRAY[${me}]::uuid[]`;
  return member.role === 'manager' && member.teamId !== null
    ? `(${own} OR ${alias}.team_id = ${parameters.add(member.teamId)}::uuid)`
    : `(${own})`;
}

/** Condition on a row of the collection's table called `alias`. */
export function scopeCondition(table: Table, member: SignedInMember, alias: string, parameters: Parameters): string {
  if (table.collection === 'members' || table.collection === 'countries' || member.role === 'admin') return 'TRUE';
  if (table.parentColumn === null) return customerCondition(member, alias, parameters);
  return `EXISTS (SELECT 1 FROM customers c WHERE c.id = ${alias}.${table.parentColumn} AND ${customerCondition(member, 'c', parameters)})`;
}

/** Condition on a row of `scope_exits` called `alias`: it tells about this person. */
export function exitCondition(member: SignedInMember, alias: string, parameters: Parameters): string {
  const mine = `${alias}.member_id = ${parameters.add(member.id)}::uuid`;
  return member.role === 'manager' && member.teamId !== null
    ? `(${mine} OR ${alias}.team_id = ${parameters.add(member.teamId)}::uuid)`
    : mine;
}

const HIDDEN_FROM_AGENTS: Readonly<Partial<Record<CollectionName, readonly string[]>>> = {
  customers: ['managerNote'],
  members: ['email'],
};

/** Fields of a collection that never leave the server for this person, nor may be written by them. */
export function hiddenFields(collection: CollectionName, role: Role): readonly string[] {
  return role === 'agent' ? (HIDDEN_FROM_AGENTS[collection] ?? []) : [];
}
