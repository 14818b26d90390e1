/** Who is merged into a customer, and who is taken out again, stands in that one's time: one entry each. */
import { systemEntryId } from '../../../sync/rules/system-entry-id';
import type { NounReplication } from '../../lib/noun-replication';

type Decided = { readonly id: string; readonly stamp: string; readonly at: string };

export const tellMerges: NounReplication['effects'] & {} = async (context, written) => {
  const changed = written.filter(({ before, after }) => (before?.['mergedInto'] ?? '') !== (after['mergedInto'] ?? ''));
  if (changed.length === 0) return;
  // From when it was decided, on whatever tablet; never in the future.
  const { rows } = await context.client.query<Decided>(
    `SELECT c.id, s.stamp, iso_instant(least(coalesce(stamp_at(s.stamp), $2::timestamptz), $2::timestamptz)) AS at
     FROM customers c, coalesce(c.stamps ->> 'mergedInto', c.stamps ->> '*', '') AS s(stamp) WHERE c.id = ANY($1::uuid[])`,
    [changed.map(({ id }) => id), new Date(context.nowMs).toISOString()],
  );
  const decided = new Map(rows.map((row) => [row.id, row]));
  const writes = changed.flatMap(({ id, before, after }) => {
    const name = `${String(after['firstName'])} ${String(after['lastName'])}`.trim().slice(0, 120);
    const { at, stamp } = decided.get(id)!;
    const entry = (root: unknown, isMerged: boolean) => {
      if (typeof root !== 'string' || root === '') return [];
      const values = {
        customerId: root,
        authorId: context.memberId ?? after['ownerId'],
        kind: 'merge',
        outcome: '',
        // For builds that do not know the kind; newer ones say it in the reader's language from `fact`.
        body: isMerged ? `Birleştirildi: ${name}` : `Ayrıldı: ${name}`,
        durationMinutes: 0,
        occurredAt: at,
        createdAt: new Date(context.nowMs).toISOString(),
        retracts: '',
        fact: {
          ...(isMerged ? { is: id } : { was: id }),
          name,
          ...(context.memberId === null ? { byOffice: true } : {}),
        },
      };
      return [
        {
          id: systemEntryId(root, 'merge', `${id} ${stamp}`),
          values: (stands: unknown) => (stands === null ? values : null),
        },
      ];
    };
    return [...entry(before?.['mergedInto'], false), ...entry(after['mergedInto'], true)];
  });
  context.touch((await context.write('interactions', writes)).touched);
};
