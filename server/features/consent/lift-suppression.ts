import type { Channel } from '../../../sync/rules/address';
import type { ConsentSource } from '../../../sync/rules/consent';
import type { Deps } from '../../deps';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import { customersOfKey } from './consent.store';
import { recordConsents } from './record-consents';
import { keyOf } from './suppress-address';
import { readStanding } from './suppressions.store';

export type Evidence = {
  readonly address: string;
  readonly channel: Channel;
  readonly source: ConsentSource;
  readonly evidence: string;
  /** The words the person agreed to. */
  readonly wording: string;
  readonly occurredAt: string;
};

/**
 * Records a yes that somebody can prove, and nothing else: what it lifts follows from the rule. Answers what still
 * stands. Throws consent.addressInvalid, consent.inFuture.
 */
export async function liftSuppression(deps: Deps, by: Actor, said: Evidence): Promise<{ standing: string[] }> {
  const addressKey = await keyOf(deps, said.channel, said.address);
  const nowMs = deps.now();
  if (Date.parse(said.occurredAt) > nowMs) throw new CodedError('consent.inFuture');
  const customers = await customersOfKey(deps.pool, addressKey, said.channel);
  const whose = customers.length === 0 ? [null] : customers.map(({ id }) => id);
  await recordConsents(
    deps,
    whose.map((customerId) => ({
      id: deps.newId(),
      customerId,
      channel: said.channel,
      address: said.address,
      addressKey,
      decision: 'given',
      source: said.source,
      wordingId: '',
      wording: said.wording,
      evidence: said.evidence,
      occurredAt: said.occurredAt,
      receivedAt: new Date(nowMs).toISOString(),
      recordedBy: by.memberId,
    })),
  );
  await recordAudit(
    deps.prisma,
    by,
    'suppression.evidence',
    { collection: 'suppressions', documentId: null },
    {},
    { addressKey, channel: said.channel, source: said.source },
    new Date(nowMs),
  );
  return { standing: await readStanding(deps.pool, addressKey, said.channel) };
}
