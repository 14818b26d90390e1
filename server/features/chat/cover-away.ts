/** While somebody is away, what customers write goes to their stand-in: theirs to see, to answer and to be told of. */
import type { ClientBase } from 'pg';
import type { Handover } from '../../../sync/collections/conversation';
import { MAX_GUESTS } from '../../../sync/collections/customer';
import type { Role } from '../../../sync/collections/role';
import { maySeeCustomer } from '../../../sync/rules/customer-scope';
import { coveringHandover } from '../../../sync/rules/handover';
import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import { officeSettings } from '../settings/office-settings';

/** What was fetched later than this changes no hands. */
const FRESH_MS = 24 * 3_600_000;

type Conversation = {
  readonly id: string;
  readonly customerId: string;
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly sharedWith: readonly string[];
  readonly assigneeId: string | null;
  readonly handovers: readonly Handover[];
};
type Colleague = { readonly id: string; readonly role: Role; readonly teamId: string | null };

/** Follows messages that came in, before anybody is told of them. */
export async function coverWhoIsAway(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const { client, nowMs, write, touch } = context;
  const came = written.filter(
    ({ before, after }) =>
      before === null && after['direction'] === 'in' && Date.parse(String(after['createdAt'])) > nowMs - FRESH_MS,
  );
  const ids = [...new Set(came.map(({ after }) => String(after['conversationId'])))];
  if (ids.length === 0 || !(await isAnybodyCovered(client, ids))) return;
  const settings = await officeSettings(client);
  const colleagues = await readColleagues(client);
  for (const conversation of await readConversations(client, ids)) {
    const { id, customerId, ownerId, assigneeId, handovers } = conversation;
    const sees = (memberId: string) => {
      const colleague = colleagues.get(memberId);
      return colleague !== undefined && maySeeCustomer(colleague, conversation);
    };
    const canStandIn = (memberId: string) =>
      sees(memberId) || (colleagues.has(memberId) && conversation.sharedWith.length < MAX_GUESTS);
    const responsibleId = assigneeId ?? ownerId;
    const given = coveringHandover(settings, { id, responsibleId, handovers }, nowMs, canStandIn);
    if (given === null) continue;
    if (!sees(given.to)) {
      const share = (stands: Record<string, unknown> | null) => {
        const sharedWith = (stands?.['sharedWith'] ?? []) as readonly string[];
        return stands === null || sharedWith.includes(given.to) ? null : { sharedWith: [...sharedWith, given.to] };
      };
      const { outcomes, touched } = await write('customers', [{ id: customerId, values: share }]);
      // Nobody is given a thread that they cannot open.
      if (outcomes[0]?.outcome === 'refused') continue;
      touch(touched);
    }
    touch(
      (
        await write('conversations', [
          { id, values: { assigneeId: given.to === ownerId ? '' : given.to, handovers: [...handovers, given] } },
        ])
      ).touched,
    );
  }
}

/** Asked of every message: nobody names a stand-in, and none is to be given back. */
async function isAnybodyCovered(client: ClientBase, ids: readonly string[]): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM settings WHERE key = 'absence' AND archived_at IS NULL AND value ->> 'standInId' <> ''
       AND value ->> 'toOn' >= office_day()
     UNION ALL SELECT FROM conversations WHERE id = ANY($1::uuid[]) AND handovers <> '[]' LIMIT 1`,
    [ids],
  );
  return rowCount === 1;
}

/** In the order in which rows are locked everywhere. */
async function readConversations(client: ClientBase, ids: readonly string[]): Promise<Conversation[]> {
  const { rows } = await client.query<Conversation>(
    `SELECT c.id, k.id AS "customerId", k.owner_id AS "ownerId", k.team_id AS "teamId", k.shared_with AS "sharedWith",
       c.assignee_id AS "assigneeId", c.handovers
     FROM conversations c JOIN customers k ON k.id = c.customer_id AND k.deleted_at IS NULL
     WHERE c.id = ANY($1::uuid[]) AND c.blocked_at IS NULL ORDER BY c.id`,
    [ids],
  );
  return rows;
}

async function readColleagues(client: ClientBase): Promise<ReadonlyMap<string, Colleague>> {
  const { rows } = await client.query<Colleague>('SELECT id, role, team_id AS "teamId" FROM members WHERE is_active');
  return new Map(rows.map((member) => [member.id, member]));
}
