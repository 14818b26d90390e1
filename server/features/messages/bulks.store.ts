/** What is sent to many at once, as one thing: begun by its first message, called off as a whole. */
import type { ClientBase } from 'pg';
import type { MessageFields } from '../../../sync/collections/message';

/**
 * Makes those that are new and holds all of them until the commit: whoever calls one off waits for the messages that
 * are on their way into it. Answers the ids of those that were called off.
 */
export async function beginBulks(client: ClientBase, firsts: readonly MessageFields[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string; isOff: boolean }>(
    `INSERT INTO bulks (id, channel, template_id, created_by, created_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[]) AS b (id, channel,
       template_id, created_by, created_at)
     ORDER BY id ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING id, cancelled_at IS NOT NULL AS "isOff"`,
    [
      firsts.map(({ bulkId }) => bulkId),
      firsts.map(({ channel }) => channel),
      firsts.map(({ templateId = '' }) => (templateId === '' ? null : templateId)),
      firsts.map(({ createdBy }) => createdBy),
      firsts.map(({ createdAt }) => createdAt),
    ],
  );
  return new Set(rows.filter(({ isOff }) => isOff).map(({ id }) => id));
}
