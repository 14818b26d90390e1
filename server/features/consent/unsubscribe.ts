/** The way out and the way back of one address, by a link that was mailed to it. */
import type { Deps } from '../../deps';
import { inTransaction } from '../../db/in-transaction';
import {
  customersOfKey,
  insertConsents,
  isOut,
  upsertSuppression,
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

/** Done when it resolves, and never forgotten; the second time changes nothing. */
export async function unsubscribe(deps: Needed, token: UnsubscribeToken): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  const lines = await inTransaction(deps.pool, async (client) => {
    if (await isOut(client, token.addressKey, token.channel)) return [];
    const suppression = await upsertSuppression(client, token.addressKey, token.channel, 'unsubscribed', at);
    const consents = await insertConsents(client, await sayings(deps, client, token, 'withdrawn', at));
    return suppression === null ? consents : [suppression, ...consents];
  });
  await settle(deps, lines);
}

/** A fresh yes: who asked for it has the link that was mailed to the address. `wording` is what stood before them. */
export async function resubscribe(
  deps: Needed,
  token: UnsubscribeToken,
  wording: { readonly id: string; readonly text: string },
): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  const lines = await inTransaction(deps.pool, async (client) => {
    if (!(await isOut(client, token.addressKey, token.channel))) return [];
    return insertConsents(client, await sayings(deps, client, token, 'given', at, wording));
  });
  await settle(deps, lines);
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
async function settle(
  deps: Needed,
  lines: readonly (ConsentLine | Parameters<Deps['journal']['append']>[0][number])[],
): Promise<void> {
  if (lines.length === 0) return;
  await deps.journal.append(lines);
  deps.hub.publish(['customers']);
}
