/** What an admin does with lines. Words of the other side are never shown: what went wrong is one of our codes. */
import type { Prisma } from '../../../prisma/generated/client';
import type { Deps } from '../../deps';
import { inTransaction } from '../../db/in-transaction';
import { recordAudit, type Actor } from '../../db/record-audit';
import { WhatsappError, type LineState } from '../../gateways/whatsapp/contract';
import { CodedError } from '../../lib/coded-error';
import { officeSettings } from '../settings/office-settings';
import { newWebhookSalt, webhookUrlOf } from './line-webhook';
import {
  countQueued,
  countUnreadable,
  insertLine,
  membersOfLines,
  forgetPairing,
  notePairing,
  noteState,
  readDays,
  readLine,
  readLines,
  readLinesInScope,
  releaseWaiting,
  removeLine,
  replayInbox,
  setCaps,
  changeMembers,
  type Line,
  readErrors,
  type LineDay,
  type LineError,
} from './lines.store';

export type ShownState = LineState | 'restricted';
export const shownState = ({ state, isRestricted }: Pick<Line, 'state' | 'isRestricted'>): ShownState =>
  state === 'open' && isRestricted ? 'restricted' : state;
const DAYS_SHOWN = 30;

export async function dayOf({ pool, now }: Pick<Deps, 'pool' | 'now'>): Promise<string> {
  const { office } = await officeSettings(pool);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: office.zone }).format(now());
}

export async function listLines(deps: Deps) {
  const [lines, members, queued, unreadable, today] = [
    await readLines(deps.pool),
    await membersOfLines(deps.pool),
    await countQueued(deps.pool),
    await countUnreadable(deps.pool),
    await dayOf(deps),
  ];
  return Promise.all(
    lines.map(async (line) => {
      const day = (await readDays(deps.pool, line.id, 1)).find((one) => one.day === today);
      return {
        id: line.id,
        name: line.name,
        state: shownState(line),
        stateSince: line.stateSince,
        restrictedUntil: line.isRestricted ? line.restrictedUntil : null,
        lastInboundAt: line.lastInboundAt,
        silentSince: line.silentSince,
        trouble: line.trouble,
        queued: queued.get(line.id) ?? 0,
        unreadable: unreadable.get(line.id) ?? 0,
        sentToday: day?.sent ?? 0,
        newChatsToday: day?.newChats ?? 0,
        caps: { daily: line.dailyCap, newChats: line.newChatCap },
        members: members.get(line.id) ?? [],
      };
    }),
  );
}

/** The honest bar: of the lines that carry what a person writes, how they stand. */
export async function lineStatus(deps: Deps, member: { readonly id: string; readonly role: string }) {
  const lines = await readLinesInScope(deps.pool, member.id, member.role === 'admin');
  const queued = await countQueued(deps.pool);
  return lines.map((line) => ({
    id: line.id,
    name: line.name,
    state: shownState(line),
    stateSince: line.stateSince,
    queued: (queued.get(line.id) ?? 0) + (queued.get('') ?? 0),
    lastInboundAt: line.lastInboundAt,
    restrictedUntil: line.isRestricted ? line.restrictedUntil : null,
    silentSince: line.silentSince,
    trouble: line.trouble,
    mayBegin: line.mayBegin,
  }));
}

export async function requireLine(deps: Pick<Deps, 'pool'>, id: string): Promise<Line> {
  const line = await readLine(deps.pool, id);
  if (line === null) throw new CodedError('line.unknown', {}, 404);
  return line;
}

/** Where the other side has forgotten the line it is made there once more. */
async function madeAnew<T>({ whatsapp, config }: Deps, line: Line, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WhatsappError) || error.code !== 'unknownLine') throw error;
    await whatsapp.create(line.instance, webhookUrlOf(config, line));
    return work();
  }
}

/** What the other side could not do, as one of our codes. */
async function upstream<T>(deps: Pick<Deps, 'log'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WhatsappError)) throw error;
    deps.log.warn({ code: error.code, detail: error.detail }, 'the WhatsApp server did not do what was asked');
    if (error.code === 'unreachable') throw new CodedError('line.serverAway', {}, 503);
    if (error.code === 'licence') throw new CodedError('line.licenceMissing', {}, 503);
    if (error.code === 'unauthorized') throw new CodedError('line.keyRefused', {}, 503);
    throw new CodedError('line.refused', {}, 409);
  }
}

/** `givenId`: made by whoever asks, so that asking again after a lost answer makes no second line. */
export async function createLine(deps: Deps, by: Actor, name: string, givenId?: string): Promise<{ id: string }> {
  const id = givenId ?? deps.newId();
  const line = { id, name: name.trim(), instance: `saha-${id.replaceAll('-', '')}`, webhookSalt: newWebhookSalt() };
  // Kept first: events may come before the answer does.
  const kept = await insertLine(deps.pool, line, by.memberId);
  if (kept === null) throw new CodedError('line.unknown', {}, 404);
  const { isNew, webhookSalt } = kept;
  try {
    await upstream(deps, () => deps.whatsapp.create(line.instance, webhookUrlOf(deps.config, { id, webhookSalt })));
  } catch (error) {
    if (isNew) await deps.pool.query('UPDATE lines SET removed_at = office_clock() WHERE id = $1', [id]);
    throw error;
  }
  if (isNew) await audit(deps, by, 'line.created', id, { name: line.name });
  return { id };
}

/**
 * What to scan or type now. Asked again and again while it connects. `isAnew`: by a number that somebody has just
 * typed, whatever code there is for another.
 */
export async function pairLine(deps: Deps, id: string, phone: string | null, isAnew = false) {
  const line = await requireLine(deps, id);
  const pair = () => upstream(deps, () => madeAnew(deps, line, () => deps.whatsapp.pair(line.instance, phone)));
  let found = await pair();
  // A connection that begins with a picture stays with it, whatever number is said later (contract: `?number=` counts
  // only where the state is `close`): it is ended, and begun with the number.
  const hasPicture = (found.qr ?? line.qr) !== '' && (found.pairingCode ?? line.pairingCode) === '';
  if (phone !== null && found.state === 'connecting' && (hasPicture || isAnew)) {
    await upstream(deps, () => deps.whatsapp.logOut(line.instance));
    await forgetPairing(deps.pool, id);
    found = { ...(await pair()), qr: null };
  }
  await noteLineState(deps, id, found.state);
  if (found.qr !== null || found.pairingCode !== null) await notePairing(deps.pool, id, found.qr, found.pairingCode);
  const kept = await requireLine(deps, id);
  const isOpen = found.state === 'open';
  return {
    state: shownState({ ...kept, state: found.state }),
    qr: isOpen ? null : (found.qr ?? (kept.qr || null)),
    pairingCode: isOpen ? null : (found.pairingCode ?? (kept.pairingCode || null)),
  };
}

/** From a probe or an event: what waited for the line leaves when it is there again. */
export async function noteLineState(deps: Pick<Deps, 'pool' | 'jobs'>, id: string, state: LineState): Promise<void> {
  const hasChanged = await noteState(deps.pool, id, state);
  if (!hasChanged || state !== 'open') return;
  await releaseWaiting(deps.pool, id);
  deps.jobs.wake('send-whatsapp');
  deps.jobs.wake('tend-lines');
}

export async function restartLine(deps: Deps, by: Actor, id: string): Promise<void> {
  const line = await requireLine(deps, id);
  await upstream(deps, async () => {
    await madeAnew(deps, line, () => deps.whatsapp.ensureWebhook(line.instance, webhookUrlOf(deps.config, line)));
    await deps.whatsapp.restart(line.instance);
    await noteLineState(deps, id, await deps.whatsapp.state(line.instance));
  });
  await audit(deps, by, 'line.changed', id, { what: 'restarted' });
}

export async function logOutLine(deps: Deps, by: Actor, id: string): Promise<void> {
  const line = await requireLine(deps, id);
  await upstream(deps, () => deps.whatsapp.logOut(line.instance));
  await noteLineState(deps, id, 'close');
  await audit(deps, by, 'line.changed', id, { what: 'loggedOut' });
}

export async function removeLineFor(deps: Deps, by: Actor, id: string): Promise<void> {
  const line = await requireLine(deps, id);
  await upstream(deps, () => deps.whatsapp.remove(line.instance));
  await inTransaction(deps.pool, (client) => removeLine(client, id));
  await audit(deps, by, 'line.removed', id, { name: line.name });
}

/** What an app from before sends is everybody who may use it: whoever is not among them may not. */
export type LineMembers =
  | { readonly memberIds: readonly string[] }
  | { readonly added: readonly string[]; readonly removed: readonly string[] };

export async function setLineMembers(deps: Deps, by: Actor, id: string, wanted: LineMembers): Promise<void> {
  await requireLine(deps, id);
  const changed = await inTransaction(deps.pool, async (client) => {
    if ('added' in wanted) return changeMembers(client, id, wanted);
    const stand = (await membersOfLines(client)).get(id) ?? [];
    const removed = stand.filter((member) => !wanted.memberIds.includes(member));
    return changeMembers(client, id, { added: wanted.memberIds, removed });
  });
  if (changed.added.length + changed.removed.length === 0) return;
  await audit(deps, by, 'line.changed', id, changed);
}

export async function setLineCaps(
  deps: Deps,
  by: Actor,
  { id, ...caps }: { readonly id: string; readonly daily?: number | undefined; readonly newChats?: number | undefined },
): Promise<void> {
  await requireLine(deps, id);
  await setCaps(deps.pool, id, caps);
  await audit(deps, by, 'line.changed', id, caps);
  deps.jobs.wake('send-whatsapp');
}

export async function lineHealth(
  deps: Deps,
  id: string,
): Promise<{ days: LineDay[]; errors: LineError[]; caps: { daily: number; newChats: number } }> {
  const { dailyCap, newChatCap } = await requireLine(deps, id);
  return {
    days: await readDays(deps.pool, id, DAYS_SHOWN),
    errors: await readErrors(deps.pool, id, DAYS_SHOWN),
    caps: { daily: dailyCap, newChats: newChatCap },
  };
}

export async function replayLine(deps: Deps, by: Actor, id: string): Promise<{ count: number }> {
  await requireLine(deps, id);
  const count = await replayInbox(deps.pool, id);
  deps.jobs.wake('read-webhooks');
  await audit(deps, by, 'line.changed', id, { count });
  return { count };
}

type LineAction = 'line.created' | 'line.changed' | 'line.removed';
const audit = (
  { prisma, now }: Pick<Deps, 'prisma' | 'now'>,
  by: Actor,
  action: LineAction,
  id: string,
  after: Prisma.InputJsonObject,
) => recordAudit(prisma, by, action, { collection: 'lines', documentId: id }, {}, after, new Date(now()));
