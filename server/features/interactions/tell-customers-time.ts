/**
 * What is decided about a customer (stage, owner, source) stands in their time as an entry of its own, written in the
 * transaction that takes the decision: one entry for each span of `customer_spans` but the first, from when it counts.
 */
import { DECISION_KINDS, type DecisionKind } from '../../../sync/collections/interaction';
import { systemEntryId } from '../../../sync/rules/system-entry-id';
import { FIRST_STAGES } from '../../../sync/rules/setting-defaults';
import type { EffectContext, NounReplication, WrittenDocument } from '../../lib/noun-replication';
import { SOURCE_NAMES } from '../customers/source-names';

const FIELDS: Readonly<Record<DecisionKind, string>> = { stage: 'stage', owner: 'ownerId', source: 'source' };
/** For builds that do not know these kinds; newer ones say it in the reader's language from `fact`. */
const TITLES: Readonly<Record<DecisionKind, string>> = { stage: 'Aşama', owner: 'Danışman', source: 'Kaynak' };

type Told = {
  readonly kind: DecisionKind;
  readonly was: string;
  readonly is: string;
  readonly written: WrittenDocument;
};
type Span = { readonly customerId: string; readonly field: DecisionKind; readonly id: string; readonly fromAt: string };

export const tellCustomersTime: NonNullable<NounReplication['effects']> = async (context, written) => {
  const told = written.flatMap((one) => changesOf(one, context.memberId === null));
  if (told.length === 0) return;
  const spans = await standingSpans(context, told);
  const nameOf = await namesOf(context, told);
  const at = new Date(context.nowMs).toISOString();
  const writes = told.flatMap(({ kind, was, is, written: { id, after, before } }) => {
    const span = spans.get(`${id} ${kind}`);
    if (span === undefined) return [];
    const said = String(after['lostReason'] ?? '');
    const reason = kind === 'stage' && said !== String(before?.['lostReason'] ?? '') ? said : '';
    const words = `${TITLES[kind]}: ${nameOf(kind, was)} → ${nameOf(kind, is)}`;
    const values = {
      customerId: id,
      authorId: context.memberId ?? after['ownerId'],
      kind,
      outcome: '',
      body: reason === '' ? words : `${words} · ${reason}`,
      durationMinutes: 0,
      occurredAt: span.fromAt,
      createdAt: at,
      retracts: '',
      fact: {
        was,
        is,
        ...(reason === '' ? {} : { reason }),
        ...(context.memberId === null ? { byOffice: true } : {}),
      },
    };
    return [{ id: systemEntryId(id, kind, span.id), values: (stands: unknown) => (stands === null ? values : null) }];
  });
  context.touch((await context.write('interactions', writes)).touched);
};

/** A customer that is new has no past. */
function changesOf(written: WrittenDocument, isByOffice: boolean): Told[] {
  const { before, after } = written;
  // What is merged into another goes along with that one, whose time says so.
  if (before === null || (isByOffice && (after['mergedInto'] ?? '') !== '')) return [];
  return DECISION_KINDS.flatMap((kind) => {
    const [was, is] = [String(before[FIELDS[kind]]), String(after[FIELDS[kind]])];
    return was === is ? [] : [{ kind, was, is, written }];
  });
}

/** Kept by trigger, so that they say the same instant as reports do. */
async function standingSpans({ client }: EffectContext, told: readonly Told[]): Promise<ReadonlyMap<string, Span>> {
  const { rows } = await client.query<Span>(
    `SELECT customer_id AS "customerId", field, id, from_at AS "fromAt" FROM customer_spans
     WHERE customer_id = ANY($1::uuid[]) AND field = ANY($2) AND until_at IS NULL`,
    [told.map(({ written }) => written.id), DECISION_KINDS],
  );
  return new Map(rows.map((span) => [`${span.customerId} ${span.field}`, span]));
}

async function namesOf({ client }: EffectContext, told: readonly Told[]) {
  const ids = told.flatMap(({ kind, was, is }) => (kind === 'source' ? [] : [was, is]));
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT id::text AS id, full_name AS name FROM members WHERE id::text = ANY($1)
     UNION ALL SELECT subject, value ->> 'nameTr' FROM settings WHERE key = 'stage' AND subject = ANY($1)`,
    [ids],
  );
  const names = new Map([
    ...FIRST_STAGES.map(({ id, nameTr }) => [id, nameTr] as const),
    ...rows.map(({ id, name }) => [id, name] as const),
  ]);
  return (kind: DecisionKind, id: string) => (kind === 'source' ? SOURCE_NAMES[id]?.tr : names.get(id)) ?? id;
}
