/**
 * What is merged into a customer goes where that one goes: whoever sees it sees the whole person. A record that is
 * taken out again keeps the owner and the people of that day.
 */
import type { EffectContext, NounReplication, WrittenDocument } from '../../lib/noun-replication';

type Below = { readonly id: string; readonly ownerId: string; readonly sharedWith: readonly string[] };

/** A merge, or whose the customer is, may have changed. */
const mayMatter = ({ before, after }: WrittenDocument) =>
  before === null
    ? (after['mergedInto'] ?? '') !== ''
    : before['mergedInto'] !== after['mergedInto'] ||
      before['ownerId'] !== after['ownerId'] ||
      String(before['sharedWith']) !== String(after['sharedWith']);

export const followMerges: NounReplication['effects'] & {} = async (context, written) => {
  const ids = written.filter(mayMatter).map(({ id }) => id);
  if (ids.length === 0) return;
  const below = await astray(context, ids);
  if (below.length === 0) return;
  const { touched } = await context.write(
    'customers',
    below.map(({ id, ownerId, sharedWith }) => ({ id, values: { ownerId, sharedWith } })),
  );
  context.touch(touched);
};

/** Of the persons of these records, those that are not where their root is, with whose that is. */
async function astray({ client }: EffectContext, ids: readonly string[]): Promise<readonly Below[]> {
  const { rows } = await client.query<Below>(
    `SELECT c.id, r.owner_id AS "ownerId", to_json(r.shared_with) AS "sharedWith"
     FROM customers r JOIN customers c ON c.root_id = r.id
     WHERE r.id IN (SELECT customer_root(x.id) FROM unnest($1::uuid[]) AS x(id))
       AND (c.owner_id <> r.owner_id OR c.shared_with <> r.shared_with)
     ORDER BY c.id`,
    [ids],
  );
  return rows;
}
