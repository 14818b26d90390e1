import type { ClientBase } from 'pg';
import { documentId } from '../../sync/collections/definition';
import type { PushRow } from '../../sync/protocol/messages';
import type { Role } from '../../sync/collections/role';
import { unitOfField } from '../../sync/collections/definition';
import { stampDevice } from '../../sync/rules/stamp';
import type { CustomerVisibility } from '../features/customers/may-see-customer';
import type { FactSource } from '../lib/noun-replication';
import type { PushFacts } from '../lib/push-rule';
import type { StoredRow } from './push-context';
import type { Table } from './tables';

type LookedUp = Pick<PushFacts, 'members' | 'customers' | 'countryIds' | 'of'> & {
  readonly memberOfDevice: ReadonlyMap<string, string>;
};

const MEMBERS: FactSource = {
  name: 'members',
  idType: 'uuid',
  text: 'SELECT id, role, team_id AS "teamId", is_active AS "isActive" FROM members WHERE id = ANY($1::uuid[])',
};
const CUSTOMERS: FactSource = {
  name: 'customers',
  idType: 'uuid',
  text: 'SELECT id, owner_id AS "ownerId", team_id AS "teamId", to_json(shared_with) AS "sharedWith" FROM customers WHERE id = ANY($1::uuid[])',
};
const COUNTRIES: FactSource = {
  name: 'countries',
  idType: 'text',
  text: 'SELECT id FROM countries WHERE id = ANY($1::text[])',
};
const DEVICES: FactSource = {
  name: 'devices',
  idType: 'text',
  text: 'SELECT id, member_id AS "memberId" FROM devices WHERE id = ANY($1::text[])',
};
const MAX_IDS_OF_A_FIELD = 100;
const MAX_TEXT_ID = 100;

/** Which fields of a collection name something the rules ask about; made once per collection. */
export type FactPlan = {
  readonly sources: readonly FactSource[];
  readonly fields: readonly { readonly field: string; readonly unit: string; readonly source: FactSource }[];
  /** Pushed, this unit needs those fields of the stored document. */
  readonly beside: readonly { readonly unit: string; readonly field: string; readonly source: FactSource }[];
};

export function factPlan({ definition, replication }: Table): FactPlan {
  const sources = [MEMBERS, CUSTOMERS, COUNTRIES, ...(replication.factSources ?? [])];
  const sourceOf = (field: string): FactSource => {
    const source = sources.find(({ name }) => name === replication.facts?.[field]);
    if (source === undefined) throw new Error(`${definition.name}: no source of facts about ${field}`);
    return source;
  };
  return {
    sources,
    fields: Object.keys(replication.facts ?? {}).map((field) => ({
      field,
      unit: unitOfField(definition, field),
      source: sourceOf(field),
    })),
    beside: Object.entries(replication.factsBeside ?? {}).flatMap(([pushed, fields]) =>
      fields.map((field) => ({ unit: unitOfField(definition, pushed), field, source: sourceOf(field) })),
    ),
  };
}

/** Everything outside the rows themselves that the rules ask about: one query per source, for the whole push. */
export async function lookUpFacts(
  client: ClientBase,
  plan: FactPlan,
  rows: readonly PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
): Promise<LookedUp> {
  const ids = new Map<FactSource, Set<string>>([...plan.sources, DEVICES].map((source) => [source, new Set()]));
  const add = (source: FactSource, value: unknown) => {
    if (typeof value !== 'string' || value === '') return;
    if (source.idType === 'uuid' ? documentId.safeParse(value).success : value.length <= MAX_TEXT_ID)
      ids.get(source)?.add(value);
  };
  const devices = ids.get(DEVICES) as Set<string>;
  for (const { id, patch } of rows) {
    for (const { field, unit, source } of plan.fields) {
      const value = patch[unit]?.values[field];
      if (Array.isArray(value)) for (const one of value.slice(0, MAX_IDS_OF_A_FIELD)) add(source, one);
      else add(source, value);
    }
    for (const unit of Object.values(patch)) devices.add(stampDevice(unit.stamp));
    const before = stored.get(id);
    if (before === undefined) continue;
    for (const { unit, field, source } of plan.beside)
      if (patch[unit] !== undefined) add(source, before.document.fields[field]);
    for (const stamp of Object.values(before.document.stamps)) devices.add(stampDevice(stamp));
  }

  const found = new Map<FactSource, ReadonlyMap<string, Readonly<Record<string, unknown>>>>();
  for (const [source, wanted] of ids) found.set(source, await select(client, source, wanted));
  type Members = PushFacts['members'] extends ReadonlyMap<string, infer M> ? M & { role: Role } : never;
  const rowsOf = <Row>(source: FactSource) => found.get(source) as unknown as ReadonlyMap<string, Row>;
  return {
    members: rowsOf<Members>(MEMBERS),
    customers: new Map(
      [...rowsOf<CustomerVisibility>(CUSTOMERS)].map(([id, row]) => [id, { ...row, sharedWith: row.sharedWith ?? [] }]),
    ),
    countryIds: new Set(rowsOf(COUNTRIES).keys()),
    of: Object.fromEntries(plan.sources.map((source) => [source.name, rowsOf(source)])),
    memberOfDevice: new Map([...rowsOf<{ memberId: string }>(DEVICES)].map(([id, { memberId }]) => [id, memberId])),
  };
}

async function select(client: ClientBase, { text }: FactSource, ids: ReadonlySet<string>) {
  const { rows } =
    ids.size === 0 ? { rows: [] } : await client.query<{ id: string } & Record<string, unknown>>(text, [[...ids]]);
  return new Map(rows.map((row) => [row.id, row]));
}
