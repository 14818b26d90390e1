import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import { findClashes, lookedAtFrom } from './find-clashes';
import { holdPeople, recordsOfPeople, rootsOfCustomers } from './occurrences.store';

/**
 * Follows a merge of two records of one person, or that they were taken apart: what the one has may meet what the other
 * has from now on, or does no more.
 */
export async function flagClashesOfMerged(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const into = (fields: WrittenDocument['after'] | null) => String(fields?.['mergedInto'] ?? '');
  const named = written
    .filter(({ before, after }) => into(before) !== into(after))
    .flatMap(({ id, before, after }) => [id, into(before), into(after)]);
  const records = [...new Set(named)].filter((id) => id !== '');
  if (records.length === 0) return;
  const { client, nowMs } = context;
  const all = await recordsOfPeople(client, records);
  const theirs = () => rootsOfCustomers(client, all, lookedAtFrom(nowMs));
  await holdPeople(client, await theirs(), all);
  // What was being booked meanwhile is seen now.
  await findClashes(context, await theirs());
}
