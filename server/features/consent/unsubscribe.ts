/** The way out and the way back of one address, by a link that was mailed to it. */
import type { PoolClient } from 'pg';
import type { Deps } from '../../deps';
import { inTransaction } from '../../db/in-transaction';
import {
  advertisingObstacle,
  customersOfKey,
  insertConsents,
  isOut,
  lacksYes,
  noCountsFrom,
  readSaidByLink,
  upsertSuppression,
  type AdvertisingObstacle,
  type ConsentLine,
  type NewConsent,
} from './consent.store';
import { keyIdOf, readToken, type UnsubscribeToken } from './unsubscribe-token';

type Needed = Pick<Deps, 'pool' | 'journal' | 'hub' | 'newId' | 'now' | 'macKeys' | 'jobs'>;

/** Null: nobody here has written it. */
export async function openLink({ macKeys }: Pick<Deps, 'macKeys'>, text: string): Promise<UnsubscribeToken | null> {
  const keyId = keyIdOf(text);
  const key = keyId === null ? null : await macKeys.byId(keyId);
  return key === null ? null : readToken(text, key);
}

/**
 * Writes on the mail by whose link somebody leaves that they did, in the same transaction and before anything else of
 * it is locked. Given by whoever calls: mail knows about consent, not the other way round.
 */
export type NoteWayOut = (client: PoolClient, token: UnsubscribeToken, at: string) => Promise<void>;

/**
 * Done when it resolves, and never forgotten. The second time changes nothing and is kept in the journal again: whoever
 * heard it first may have died before that.
 */
export async function unsubscribe(deps: Needed, token: UnsubscribeToken, noteWayOut: NoteWayOut): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  const lines = await inTransaction(deps.pool, async (client) => {
    // First, and also of whoever is out already: this may be the mail of another campaign.
    await noteWayOut(client, token, at);
    if (await isOut(client, token.addressKey, token.channel))
      return readSaidByLink(client, token.addressKey, token.channel);
    const from = await noCountsFrom(client, token.addressKey, token.channel, at);
    const suppression = await upsertSuppression(client, token.addressKey, token.channel, 'unsubscribed', from);
    const consents = await insertConsents(client, await sayings(deps, client, token, 'withdrawn', from));
    return [suppression, ...consents];
  });
  await journalAndTell(deps, lines);
}

/**
 * A fresh yes: who asked for it has the link that was mailed to the address. `wording` is what stood before them.
 * Answers what still stands in the way of advertising to the address, a complaint for example, which no yes lifts; ''
 * for nothing.
 */
export async function resubscribe(
  deps: Needed,
  token: UnsubscribeToken,
  wording: { readonly id: string; readonly text: string },
): Promise<AdvertisingObstacle> {
  const at = new Date(deps.now()).toISOString();
  const { addressKey, channel } = token;
  const { lines, obstacle } = await inTransaction(deps.pool, async (client) => {
    const lines = (await lacksYes(client, addressKey, channel))
      ? await insertConsents(client, await sayings(deps, client, token, 'given', at, wording))
      : await readSaidByLink(client, addressKey, channel);
    return { lines, obstacle: await advertisingObstacle(client, addressKey, channel) };
  });
  await journalAndTell(deps, lines);
  return obstacle;
}

/** One for every customer who has the address, so that each card tells it; for nobody's address one of its own. */
async function sayings(
  { newId }: Needed,
  client: Parameters<typeof customersOfKey>[0],
  { channel, addressKey, issuedAtMs }: UnsubscribeToken,
  decision: 'given' | 'withdrawn',
  at: string,
  wording = { id: '', text: '' },
): Promise<NewConsent[]> {
  const customers = await customersOfKey(client, addressKey, channel);
  const whose = customers.length === 0 ? [{ id: null, address: '' }] : customers;
  return whose.map(({ id, address }) => ({
    id: newId(),
    customerId: id,
    channel,
    address,
    addressKey,
    decision,
    source: decision === 'given' ? 'resubscribe_link' : 'unsubscribe_link',
    wordingId: wording.id,
    wording: wording.text,
    evidence: `link ${new Date(issuedAtMs).toISOString()}`,
    occurredAt: at,
    receivedAt: at,
    recordedBy: null,
  }));
}

/** Before anybody is told. */
async function journalAndTell(
  deps: Needed,
  lines: readonly (ConsentLine | Parameters<Deps['journal']['append']>[0][number])[],
): Promise<void> {
  if (lines.length === 0) return;
  await deps.journal.append(lines);
  deps.hub.publish(['customers']);
}
