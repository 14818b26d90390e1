/** What the parts of the proof have in common: an office, its clock, and people who have said yes. */
import { makeUnsubscribeLink } from '../../features/consent/unsubscribe-link';
import type { Outgoing } from '../../test/outgoing';
import type { Random } from '../../../prisma/factories/random';

export type World = {
  readonly out: Outgoing;
  readonly clock: { nowMs: number };
  readonly random: Random;
  readonly problems: string[];
  readonly counts: Record<string, number>;
  /** Addresses that the office asked for of its own accord. */
  readonly fetched: string[];
  /** A call from outside; answers what the office answers. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Wrong calls that were counted until now count no more, as a minute later. */
  forgetCalls(): void;
};
export type Recipient = { readonly address: string; readonly key: string };

const LONG_AGO = '2025-06-01T09:00:00.000Z';

/** `count` addresses under `name` that have said yes to advertising. */
export async function recipients({ out }: World, name: string, count: number): Promise<Recipient[]> {
  const { rows } = await out.deps.pool.query<Recipient>(
    `WITH said AS (
       INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at, received_at)
       SELECT gen_random_uuid(), 'email', $1 || n || '@ornek.example', '', 'given', 'paper', 'form', $3, $3
       FROM generate_series(1, $2) AS n RETURNING address
     ) SELECT address, encode(address_key(address), 'hex') AS key FROM said, office ORDER BY address`,
    [name, count, LONG_AGO],
  );
  return rows;
}

/** The way out that a mail of this moment carries: the path of its link. */
export async function pathOf({ out }: World, { key }: Recipient, language: 'tr' | 'en' = 'tr'): Promise<string> {
  return new URL(await makeUnsubscribeLink(out.deps, { channel: 'email', addressKey: key, language })).pathname;
}

/** Of these, those that advertising may not reach. */
export async function thoseOut({ out }: World, all: readonly Recipient[]): Promise<Set<string>> {
  const { rows } = await out.deps.pool.query<{ key: string }>(
    `SELECT key FROM unnest($1::text[]) AS key WHERE delivery_obstacle('campaign', 'email', decode(key, 'hex'), NULL) <>
      ''`,
    [all.map(({ key }) => key)],
  );
  return new Set(rows.map(({ key }) => key));
}
