/** What people are to hear of, noted with the write it follows from; told afterwards by send-push.job. */
import type { ClientBase, Pool } from 'pg';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { Handover } from '../../../sync/collections/conversation';
import { derivedId } from '../../../sync/rules/derived-id';
import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import { addNotices, noticesOfMessages, type NewNotice } from './notices.store';
import { noticesOfLines, noticesOfStranger } from './office-notices.store';

const JOB = 'send-push';

async function note(context: EffectContext, add: (client: ClientBase) => Promise<number>): Promise<void> {
  if ((await add(context.client)) > 0) context.wake(JOB);
}

/** What came in, to whoever answers for the conversation. */
export async function noteMessages(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const came = written.filter(({ before, after }) => before === null && after['direction'] === 'in');
  if (came.length === 0) return;
  await note(context, (client) =>
    noticesOfMessages(
      client,
      came.map(({ id }) => id),
    ),
  );
}

/** A conversation was given to somebody, by another than themselves. */
export async function noteHandovers(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const given = written.flatMap(({ id, before, after }) => {
    const known = new Set(((before?.['handovers'] ?? []) as Handover[]).map((one) => one.id));
    return ((after['handovers'] ?? []) as Handover[])
      .filter((one) => !known.has(one.id) && one.to !== '' && one.to !== one.by && one.to !== context.memberId)
      .map((one): NewNotice => ({
        memberId: one.to,
        kind: 'handover',
        source: one.id,
        customerId: String(after['customerId']),
        conversationId: id,
        appointmentId: null,
      }));
  });
  if (given.length > 0) await note(context, (client) => addNotices(client, given));
}

/** A customer asked for another time or cannot come: to whose appointment it is. */
export async function noteCustomerAnswers(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const told = written.flatMap(({ id, before, after }): NewNotice[] => {
    const { customerAnswer = '', answeredAt = '', agentId, customerId } = after as AppointmentFields;
    const isNew = answeredAt !== '' && answeredAt !== (before?.['answeredAt'] ?? '');
    if (!isNew || (customerAnswer !== 'asked' && customerAnswer !== 'declined')) return [];
    const about = { customerId: customerId === '' ? null : customerId, conversationId: null, appointmentId: id };
    return [{ memberId: agentId, kind: 'answer', source: derivedId('answer', id, answeredAt), ...about }];
  });
  if (told.length > 0) await note(context, (client) => addNotices(client, told));
}

/** An answer to a request, to whose appointment it is and to who asked. */
export async function noteApprovals(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const told = written.flatMap(({ id, before, after }) => {
    const now = after as AppointmentFields;
    const { status, decidedFor = '', proposedStartsAt = '', agentId, createdBy, customerId } = now;
    if (before?.['status'] !== 'requested' || decidedFor === '') return [];
    const isAnswered = status === 'approved' || status === 'declined';
    const isProposed =
      status === 'requested' && proposedStartsAt !== '' && proposedStartsAt !== before['proposedStartsAt'];
    if (!isAnswered && !isProposed) return [];
    const source = derivedId('approval', id, status, decidedFor, proposedStartsAt, String(context.nowMs));
    return [...new Set([agentId, createdBy])]
      .filter((memberId) => memberId !== '' && memberId !== context.memberId)
      .map((memberId): NewNotice => ({
        memberId,
        kind: 'approval',
        source,
        customerId: customerId === '' ? null : customerId,
        conversationId: null,
        appointmentId: id,
      }));
  });
  if (told.length > 0) await note(context, (client) => addNotices(client, told));
}

/**
 * Somebody who is no customer wrote at `at`: to whoever may use the line. True: `send-push` has work after the commit.
 */
export const noteStranger = async (client: ClientBase, chatId: string, at: string): Promise<boolean> =>
  (await noticesOfStranger(client, chatId, at)) > 0;

/** Lines that are down, restricted or silent: to the admins, once a day. */
export async function noteLineTrouble(deps: {
  readonly pool: Pool;
  readonly jobs: { wake(job: string): void };
}): Promise<void> {
  if ((await noticesOfLines(deps.pool)) > 0) deps.jobs.wake(JOB);
}
