/** What must hold of one row after one push. Written for the proof alone: it knows no rule of the product. */
export type Row = {
  readonly status: string;
  readonly kind: string;
  readonly kindId: string;
  readonly agentId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly decidedBy: string;
  readonly proposedStartsAt: string;
  readonly proposedEndsAt: string;
  readonly decidedFor: string;
};
type Pushed = {
  /** Null: the office had none. */
  readonly before: Row | null;
  readonly after: Row | null;
  /** What was sent. */
  readonly wanted: Partial<Row>;
  /** What the device showed of the whole when it was sent. */
  readonly seen: Row;
  readonly isManager: boolean;
  /** The person was told that something of it was not taken. */
  readonly isTold: boolean;
  readonly memberId: string;
};
export type Judged = {
  readonly wrong: readonly string[];
  readonly wasAsked: boolean;
  readonly wasApproved: boolean;
  readonly tookProposal: boolean;
};

const STANDING = ['approved', 'confirmed'];
const needs = (row: Row) => row.kindId === 'signing';
const isSameThing = (a: Row, b: Row) =>
  a.startsAt === b.startsAt && a.endsAt === b.endsAt && a.agentId === b.agentId && a.kindId === b.kindId;

export function judge({ before, after, wanted, seen, isManager, isTold, memberId }: Pushed): Judged {
  const wrong: string[] = [];
  if (after === null) return { wrong: ['it never arrived'], wasAsked: false, wasApproved: false, tookProposal: false };
  const was = before?.status ?? 'nothing';
  const stands = STANDING.includes(after.status);
  const stood = before !== null && STANDING.includes(before.status) && isSameThing(before, after);
  const proposal =
    before !== null &&
    before.status === 'requested' &&
    before.proposedStartsAt !== '' &&
    before.decidedFor.startsWith(`${before.startsAt} ${before.endsAt} ${before.agentId} `) &&
    isSameThing({ ...before, startsAt: before.proposedStartsAt, endsAt: before.proposedEndsAt }, after);
  if (stands && needs(after) && !isManager && !stood && !proposal)
    wrong.push(`an agent made it ${after.status}, from ${was}, and nobody approved that`);

  const { status } = wanted;
  const wasAsked = !isManager && status !== undefined && STANDING.includes(status) && after.status === 'requested';
  if (status !== undefined && status !== after.status && !isTold && !wasAsked)
    if (!(status === 'approved' && after.status === 'confirmed' && !needs(after)))
      wrong.push(`${status} was wanted, ${after.status} stands, and nobody was told`);
  if (
    isTold &&
    before !== null &&
    after.status !== before.status &&
    status !== after.status &&
    after.status !== 'requested'
  )
    wrong.push(`told that nothing was taken, and it went from ${was} to ${after.status}`);

  const approves = isManager && status === 'approved' && after.status === 'approved' && was !== 'approved';
  if (approves && (!isSameThing(seen, after) || after.decidedBy !== memberId))
    wrong.push(`approved is something the manager did not see: ${JSON.stringify({ seen, before, after })}`);
  if (wanted.decidedBy === memberId && after.decidedBy !== memberId && !isTold && after.status !== status)
    wrong.push('a word was passed over in silence');
  if (status === 'held' && before !== null && after.status !== 'held' && !isTold) wrong.push('held was passed over');
  return {
    wrong,
    wasAsked,
    wasApproved: approves,
    tookProposal: stands && proposal && !isManager && needs(after),
  };
}
