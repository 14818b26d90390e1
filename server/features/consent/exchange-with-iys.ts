/** What İYS must hear goes out in files, what it says comes in by them; a manager carries them. */
import { derivedId } from '../../../sync/rules/derived-id';
import { iysDeadline, iysSourceOf, turkishDay } from '../../../sync/rules/iys';
import { recordAudit, type Actor } from '../../db/record-audit';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { insertConsents, type NewConsent } from './consent.store';
import { canStandInFile, readIysFile, writeIysFile, type IysProblem, type IysRow } from './iys-file';
import {
  countHeld,
  insertFile,
  lookAgain,
  readFiles,
  readHandedOver,
  readHolders,
  readKeys,
  readPending,
  decideFile,
  type IysFileRow,
} from './iys.store';
import { suppressKey, type SuppressionLine } from './suppress-key';

export type IysStanding = {
  /** What waits to be told, by the last day on which it may be; earliest first. */
  readonly waiting: readonly { readonly deadlineOn: string; readonly isLate: boolean; readonly count: number }[];
  /** Of those, how many a table would take for formulas: they must be entered by hand. */
  readonly byHand: number;
  /** Advertising that waits until İYS has taken the yes it rests on. */
  readonly held: number;
  readonly files: readonly IysFileRow[];
};

export async function showIys({ pool, now }: Pick<Deps, 'pool' | 'now'>, member: SignedInMember): Promise<IysStanding> {
  const [pending, files, held, settings] = await Promise.all([
    readPending(pool, member),
    readFiles(pool, member),
    countHeld(pool, member),
    officeSettings(pool),
  ]);
  const counts = new Map<string, number>();
  for (const { occurredAt } of pending) {
    const on = iysDeadline(occurredAt, settings);
    counts.set(on, (counts.get(on) ?? 0) + 1);
  }
  const today = turkishDay(new Date(now()).toISOString());
  return {
    waiting: [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([deadlineOn, count]) => ({ deadlineOn, count, isLate: deadlineOn < today })),
    byHand: pending.filter((one) => !canStandInFile(one)).length,
    held,
    files,
  };
}

/** Everything that waits, as a file that is kept until İYS has it. Throws iys.nothingWaits. */
export async function makeIysFile(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
): Promise<{ id: string; count: number }> {
  const id = deps.newId();
  const count = await inTransaction(deps.pool, async (client) => {
    // Two that are made at once would hold the same.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('iys'))`);
    const pending = (await readPending(client, member)).filter(canStandInFile);
    if (pending.length === 0) throw new CodedError('iys.nothingWaits', {}, 409);
    const rows = pending.map((one) => ({ ...one, source: iysSourceOf(one.source, one.channel) }));
    await insertFile(client, { id, direction: 'out', madeBy: member.id, isDecided: false }, rows);
    return rows.length;
  });
  await recordAudit(
    deps.prisma,
    by,
    'iys.made',
    { collection: 'iysFiles', documentId: id },
    {},
    { count },
    new Date(deps.now()),
  );
  return { id, count };
}

/** The text of a file that was made, as often as one likes. Throws iys.unknown. */
export async function readIysText(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  id: string,
): Promise<{ name: string; text: string }> {
  const rows = await readHandedOver(pool, member, id);
  if (rows === null) throw new CodedError('iys.unknown', {}, 404);
  return { name: `iys-${id.slice(0, 8)}.csv`, text: writeIysFile(rows) };
}

/**
 * `accepted`: İYS has it; `discarded`: it was never handed over, and what stood in it waits again. Throws iys.unknown.
 */
export async function decideIysFile(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  id: string,
  decision: 'accepted' | 'discarded',
): Promise<void> {
  if (!(await decideFile(deps.pool, member, id, decision))) throw new CodedError('iys.unknown', {}, 404);
  await letGo(deps);
  await recordAudit(
    deps.prisma,
    by,
    'iys.settled',
    { collection: 'iysFiles', documentId: id },
    {},
    { decision },
    new Date(deps.now()),
  );
}

export type IysTaken = {
  /** Some: nothing was changed. */
  readonly problems: readonly IysProblem[];
  readonly given: number;
  readonly withdrawn: number;
};

/**
 * Takes in what İYS says: a RET is a no to advertising on that channel from then on, an ONAY a yes with proof. The same
 * file again changes nothing. Of a file with a wrong line nothing is taken.
 */
export async function takeIysFile(deps: Deps, member: SignedInMember, by: Actor, text: string): Promise<IysTaken> {
  const { rows, problems } = readIysFile(text, deps.now());
  if (problems.length > 0) return { problems, given: 0, withdrawn: 0 };
  const last = lastOfEach(rows);
  const id = deps.newId();
  const lines = await inTransaction(deps.pool, async (client) => {
    const keys = await readKeys(client, [...new Set(last.map(({ recipient }) => recipient))]);
    const holders = await readHolders(client, [...keys.values()]);
    const keyed = last.map((row) => ({ ...row, addressKey: keys.get(row.recipient)! }));
    const receivedAt = new Date(deps.now()).toISOString();
    const said = keyed.flatMap((row) => {
      const whose = holders.get(`${row.channel === 'email' ? 'email' : 'phone'} ${row.addressKey}`) ?? [null];
      return whose.map((customerId): NewConsent => consentOf(row, customerId, receivedAt, by.memberId));
    });
    const consents = await insertConsents(client, said);
    const suppressions: SuppressionLine[] = [];
    for (const { addressKey, channel, decision, occurredAt } of keyed) {
      if (decision !== 'withdrawn') continue;
      suppressions.push(await suppressKey(client, addressKey, channel, 'iys', occurredAt));
    }
    await insertFile(client, { id, direction: 'in', madeBy: member.id, isDecided: true }, keyed);
    return [...consents, ...suppressions];
  });
  // Before anybody is told: what was said cannot be forgotten any more.
  if (lines.length > 0) await deps.journal.append(lines);
  const withdrawn = last.filter(({ decision }) => decision === 'withdrawn').length;
  const counts = { given: last.length - withdrawn, withdrawn };
  await recordAudit(
    deps.prisma,
    by,
    'iys.taken',
    { collection: 'iysFiles', documentId: id },
    {},
    counts,
    new Date(deps.now()),
  );
  deps.hub.publish(['customers', 'consents']);
  await letGo(deps);
  return { problems: [], ...counts };
}

/** What waited for İYS to know of a yes may leave now. */
async function letGo({ pool, jobs }: Pick<Deps, 'pool' | 'jobs'>): Promise<void> {
  await lookAgain(pool);
  for (const job of ['send-email', 'send-sms']) jobs.wake(job);
}

/** Of an address on a channel the latest line counts; on a tie the RET. */
function lastOfEach(rows: readonly IysRow[]): IysRow[] {
  const last = new Map<string, IysRow>();
  for (const row of rows) {
    const key = `${row.channel} ${row.recipient}`;
    const before = last.get(key);
    const isLater =
      before === undefined ||
      row.occurredAt > before.occurredAt ||
      (row.occurredAt === before.occurredAt && row.decision === 'withdrawn');
    if (isLater) last.set(key, row);
  }
  return [...last.values()];
}

function consentOf(
  row: IysRow & { readonly addressKey: string },
  customerId: string | null,
  receivedAt: string,
  recordedBy: string | null,
): NewConsent {
  const { addressKey, channel, recipient, decision, source, occurredAt } = row;
  return {
    id: derivedId('iys', addressKey, channel, decision, occurredAt, customerId ?? ''),
    customerId,
    channel,
    address: recipient,
    addressKey,
    decision,
    source: 'iys',
    wordingId: '',
    wording: '',
    evidence: `İYS ${source}`,
    occurredAt,
    receivedAt,
    recordedBy,
  };
}
