import type { ClientBase } from 'pg';
import type { PushRow } from '../../sync/protocol/messages';
import { documentId } from '../../sync/collections/definition';
import type { Role } from '../../sync/collections/member';
import { stampDevice } from '../../sync/rules/stamp';
import type { CustomerVisibility } from '../features/customers/may-see-customer';
import type { PushFacts } from '../lib/push-rule';
import type { StoredRow } from './decide-push';

type LookedUp = Pick<PushFacts, 'members' | 'customers' | 'countryIds'> & {
  readonly memberOfDevice: ReadonlyMap<string, string>;
};

/** Everything outside the rows themselves that the rules ask about: one query per kind, for the whole push. */
export async function lookUpFacts(
  client: ClientBase,
  rows: readonly PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
): Promise<LookedUp> {
  const memberIds = new Set<string>(),
    customerIds = new Set<string>(),
    countryIds = new Set<string>(),
    deviceIds = new Set<string>();
  const addId = (ids: Set<string>, value: unknown) => {
    if (typeof value === 'string' && documentId.safeParse(value).success) ids.add(value);
  };
  for (const { id, patch } of rows) {
    addId(memberIds, patch['ownerId']?.values['ownerId']);
    addId(memberIds, patch['agentId']?.values['agentId']);
    const shared = patch['sharedWith']?.values['sharedWith'];
    if (Array.isArray(shared)) for (const member of shared.slice(0, 100)) addId(memberIds, member);
    addId(customerIds, patch['customerId']?.values['customerId']);
    const country = patch['countryId']?.values['countryId'];
    if (typeof country === 'string' && /^[A-Z]{2}$/.test(country)) countryIds.add(country);
    const before = stored.get(id);
    if (before === undefined) continue;
    if (patch['agentId'] !== undefined) addId(customerIds, before.document.fields['customerId']);
    for (const stamp of Object.values(before.document.stamps)) deviceIds.add(stampDevice(stamp));
  }
  for (const { patch } of rows) for (const unit of Object.values(patch)) deviceIds.add(stampDevice(unit.stamp));

  return {
    members: new Map(
      (
        await select<{ id: string; role: Role; teamId: string | null; isActive: boolean }>(
          client,
          memberIds,
          'SELECT id, role, team_id AS "teamId", is_active AS "isActive" FROM members WHERE id = ANY($1::uuid[])',
        )
      ).map((row) => [row.id, row]),
    ),
    customers: new Map(
      (
        await select<CustomerVisibility & { id: string }>(
          client,
          customerIds,
          'SELECT id, owner_id AS "ownerId", team_id AS "teamId", to_json(shared_with) AS "sharedWith" FROM customers WHERE id = ANY($1::uuid[])',
        )
      ).map((row) => [row.id, { ...row, sharedWith: row.sharedWith ?? [] }]),
    ),
    countryIds: new Set(
      (await select<{ id: string }>(client, countryIds, 'SELECT id FROM countries WHERE id = ANY($1::text[])')).map(
        (row) => row.id,
      ),
    ),
    memberOfDevice: new Map(
      (
        await select<{ id: string; memberId: string }>(
          client,
          deviceIds,
          'SELECT id, member_id AS "memberId" FROM devices WHERE id = ANY($1::text[])',
        )
      ).map((row) => [row.id, row.memberId]),
    ),
  };
}

async function select<Row extends object>(client: ClientBase, ids: ReadonlySet<string>, text: string): Promise<Row[]> {
  return ids.size === 0 ? [] : (await client.query<Row>(text, [[...ids]])).rows;
}
