import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { hashFeedToken, newFeedToken } from './feed-token';
import { insertFeed, revokeFeeds, type FeedLanguage } from './feeds.store';

type Needed = Pick<Deps, 'pool' | 'now' | 'newId' | 'config'>;

/**
 * Makes this member's feed anew; the one before is read by nobody any more. The address is told this once. `language`:
 * what it speaks; null where a build asks that says it in the address.
 */
export async function makeFeed(
  { pool, now, newId, config }: Needed,
  memberId: string,
  language: FeedLanguage | null,
): Promise<{ url: string }> {
  const token = newFeedToken();
  const nowIso = new Date(now()).toISOString();
  await inTransaction(pool, async (client) => {
    // Of two that make it at once the second takes the place of the first.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('feed:' || $1, 0))`, [memberId]);
    await revokeFeeds(client, memberId, nowIso);
    await insertFeed(client, { id: newId(), memberId, tokenHash: hashFeedToken(token), nowIso, language });
  });
  return { url: new URL(`/calendar/${token}.ics`, config.origin).href };
}

export async function revokeFeed({ pool, now }: Pick<Deps, 'pool' | 'now'>, memberId: string): Promise<void> {
  await inTransaction(pool, (client) => revokeFeeds(client, memberId, new Date(now()).toISOString()));
}
