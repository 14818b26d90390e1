/** What customers wrote and were written, and their files: as devices hold them, and as their maker knows them. */
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../../../prisma/factories/random';
import type { Row, Some } from './row';

export type Threads = {
  readonly conversations: readonly Row[];
  /** The office's; of them a device knows what the office says in the conversation and of the last contact. */
  readonly messages: readonly Row[];
  readonly files: readonly Row[];
  readonly contacts: readonly { readonly id: string; readonly kind: 'message'; readonly at: number }[];
  readonly talks: readonly Talk[];
  readonly hasFiles: boolean;
};

/** What one record of a person was written on one channel; instants in milliseconds, -Infinity for never. */
export type Talk = {
  readonly customerId: string;
  readonly channel: string;
  readonly cameMs: number;
  readonly wentMs: number;
  readonly closedMs: number;
  readonly isBlocked: boolean;
};

/**
 * Whether somebody waits on any channel: on each, all their records are one; it is closed and blocked as that of the
 * first is, where there is one.
 */
export function isUnanswered(talks: readonly Talk[], firstId: string): boolean {
  for (const channel of ['email', 'sms', 'whatsapp']) {
    const those = talks.filter((one) => one.channel === channel);
    const first = those.filter(({ customerId }) => customerId === firstId);
    const says = first.length > 0 ? first : those;
    const cameMs = Math.max(...those.map((one) => one.cameMs));
    const isDone = those.some(({ wentMs }) => wentMs >= cameMs) || says.some(({ closedMs }) => closedMs >= cameMs);
    if (cameMs > -Infinity && !isDone && !says.some(({ isBlocked }) => isBlocked)) return true;
  }
  return false;
}

const OUTGOING = ['', 'queued', 'sent', 'delivered', 'read', 'failed'];

export function makeThreads(random: Random, customerId: string, memberId: string, some: Some): Threads {
  const conversations: Row[] = [];
  const messages: Row[] = [];
  const contacts: { id: string; kind: 'message'; at: number }[] = [];
  const talks: Talk[] = [];
  for (const channel of random.shuffled(['email', 'sms', 'whatsapp']).slice(0, random.pick([0, 0, 0, 1, 1, 2]))) {
    const conversationId = uuidv7();
    const [came, went] = [[] as number[], [] as number[]];
    for (let count = random.below(4); count > 0; count -= 1) {
      const [id, at, isIn] = [uuidv7(), some(300), random.chance(0.6)];
      const state = isIn ? '' : random.pick(OUTGOING);
      const isByItself = !isIn && random.chance(0.1);
      messages.push({
        ...{ id, conversationId, customerId, channel, direction: isIn ? 'in' : 'out', body: 'Merhaba', state },
        ...{ createdBy: memberId, createdAt: iso(at), senderName: isByItself ? 'saha:automatic' : '' },
      });
      if (isIn) came.push(at);
      else if (!isByItself) went.push(at);
      if (isIn || ['sent', 'delivered', 'read'].includes(state)) contacts.push({ id, kind: 'message', at });
    }
    const [lastCame, lastWent] = [Math.max(...came), Math.max(...went)];
    const closedAt = random.chance(0.2) ? some(300) : null;
    const isBlocked = random.chance(0.05);
    conversations.push({
      ...{ id: conversationId, customerId, channel, createdBy: memberId, createdAt: iso(some(300)) },
      ...{ closedUpTo: closedAt === null ? '' : iso(closedAt), blockedAt: isBlocked ? iso(some(30)) : '' },
      lastInboundAt: came.length === 0 ? '' : iso(lastCame),
      lastOutboundAt: went.length === 0 ? '' : iso(lastWent),
    });
    talks.push({ customerId, channel, cameMs: lastCame, wentMs: lastWent, closedMs: closedAt ?? -Infinity, isBlocked });
  }
  const files: Row[] = [];
  for (let count = random.pick([0, 0, 0, 1, 2]); count > 0; count -= 1)
    files.push({
      ...{
        id: uuidv7(),
        customerId,
        name: 'Belge.pdf',
        source: 'upload',
        createdBy: memberId,
        createdAt: iso(some(300)),
      },
      ...{ state: random.pick(['', 'stored', 'refused']), deletedAt: random.chance(0.2) ? iso(some(30)) : '' },
    });
  const hasFiles = files.filter(({ deletedAt }) => deletedAt === '').some(({ state }) => state !== 'refused');
  return { conversations, messages, files, contacts, talks, hasFiles };
}

const iso = (atMs: number) => new Date(atMs).toISOString();
