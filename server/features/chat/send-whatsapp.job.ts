/**
 * Carries what waits to go by WhatsApp. There is no name under which a thing could be handed over twice and be one:
 * what was handed over without an answer is never handed over again by us, but found among what was heard
 * (heard-sends.store.ts).
 */
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import type { HandedOver } from '../../gateways/whatsapp/contract';
import type { Job } from '../../lib/job';
import type { ClaimedDelivery, DeliveredFile } from '../deliveries/delivery';
import { dispatchDeliveries } from '../deliveries/dispatch-deliveries';
import type { HandOver } from '../deliveries/hand-over';
import { noteDown } from '../lines/follow-lines';
import { holdLine } from './chats.store';
import { fileToSend } from './outgoing-file';
import { bind, recordHeard } from './heard-sends.store';
import {
  chatFor,
  findWay,
  noteAccepted,
  readQuoted,
  returnTurn,
  takeTurn,
  type Turn,
  type Way,
} from './outgoing.store';

const NOBODY_MS = 60_000;
const DOWN_MS = 30_000;
const FILE_MS = 15_000;
const PAUSED_MS = 5 * 60_000;
/** People type no faster, and a line that does is looked at. Of a stand-in nobody looks. */
const PACE_MS = 2_500;
const STAND_IN_PACE_MS = 50;
/** Tried again by itself as soon as it is found missing from the mails' own fence. */
const RECORD_TRIES = 5;

export const sendWhatsappJob: Job = {
  name: 'send-whatsapp',
  everyMs: 30_000,
  run: (deps, signal) => dispatchDeliveries(deps, 'whatsapp', (delivery) => carry(deps, delivery), signal),
};

async function carry(deps: Deps, delivery: ClaimedDelivery): Promise<HandOver> {
  // Numbers are banned for it; nothing makes such a delivery, and none leaves.
  if (delivery.purpose === 'campaign' || delivery.purpose === 'bulk')
    return { kind: 'failed', reason: 'content_failed' };
  const text = delivery.content?.text.trim() ?? '';
  const file = await fileToSend(deps, delivery.messageId);
  if (file.kind === 'waits') return { kind: 'postponed', reason: 'file_waiting', afterMs: FILE_MS };
  if (file.kind === 'never') return { kind: 'failed', reason: file.reason };
  if (text === '' && file.kind === 'none') return { kind: 'failed', reason: 'content_failed' };
  const delivered = file.kind === 'there' ? file.delivered : null;
  const found = await findWay(deps.pool, delivery);
  if (found === null) return waits(delivery, 'line_down', NOBODY_MS);
  const paceMs = deps.config.whatsapp.provider === 'stand-in' ? STAND_IN_PACE_MS : PACE_MS;
  const { way, turn, wasNew } = await inTransaction(deps.pool, async (client) => {
    await holdLine(client, found.lineId);
    // Somebody may have written meanwhile.
    const way = await chatFor(client, (await findWay(client, delivery)) ?? found, delivery, deps.newId);
    const { rows } = await client.query<{ isNew: boolean }>(
      'SELECT last_inbound_at IS NULL AND first_out_at IS NULL AS "isNew" FROM chats WHERE id = $1',
      [way.chatId],
    );
    return { way, turn: await takeTurn(client, way, delivery.id, paceMs, delivered), wasNew: rows[0]?.isNew === true };
  });
  if (turn.kind === 'later') return waits(delivery, turn.reason, turn.afterMs);
  const handed = await deps.whatsapp.send({
    instance: way.instance,
    to: way.to,
    text,
    quoted: await readQuoted(deps.pool, delivery.messageId, way),
    file: file.kind === 'there' ? file.outgoing : null,
  });
  if (handed.kind !== 'accepted')
    deps.log.warn(
      { deliveryId: delivery.id, outcome: handed.kind, code: handed.code },
      'WhatsApp did not take a message',
    );
  return answerFor(deps, delivery, way, wasNew, handed, delivered);
}

/** A reminder does not wait: the next channel takes it over. */
function waits(
  { purpose }: ClaimedDelivery,
  reason: Exclude<Turn, { kind: 'yours' }>['reason'],
  afterMs: number,
): HandOver {
  const isForLong = reason !== 'throttled' && reason !== 'not_handed_over';
  return purpose === 'reminder' && isForLong ? { kind: 'failed', reason } : { kind: 'postponed', reason, afterMs };
}

async function answerFor(
  deps: Deps,
  delivery: ClaimedDelivery,
  way: Way,
  wasNew: boolean,
  handed: HandedOver,
  file: DeliveredFile | null,
): Promise<HandOver> {
  switch (handed.kind) {
    case 'accepted':
      await noted(deps, delivery, way, handed, file);
      return { kind: 'accepted', provider: deps.whatsapp.name, providerId: handed.keyId, size: null };
    case 'unknown':
      // The chat waits until it is found.
      deps.jobs.wake('settle-whatsapp');
      return { kind: 'unknown', size: null };
    default:
      await inTransaction(deps.pool, (client) => returnTurn(client, way, delivery.id, wasNew));
      if (handed.kind === 'rejected') return { kind: 'failed', reason: handed.reason };
      if (handed.kind === 'down' && ['close', 'connecting', 'unknown'].includes(handed.code))
        await noteDown(deps, way.lineId, handed.code as 'close' | 'connecting' | 'unknown');
      return waits(delivery, 'line_down', handed.kind === 'down' ? DOWN_MS : PAUSED_MS);
  }
}

/** What could not be noted is found by its words among what is heard. */
async function noted(
  deps: Deps,
  delivery: ClaimedDelivery,
  way: Way,
  accepted: Extract<HandedOver, { kind: 'accepted' }>,
  file: DeliveredFile | null,
): Promise<void> {
  for (let attempt = 1; attempt <= RECORD_TRIES; attempt += 1)
    try {
      await inTransaction(deps.pool, async (client) => {
        await holdLine(client, way.lineId);
        await noteAccepted(client, way, delivery, accepted, file);
        await bind(client, way.lineId, accepted.keyId, delivery.id, delivery.messageId);
        await recordHeard(client, way.lineId, accepted.keyId);
      });
      // It is among the documents that were sent from now on.
      if (file !== null) deps.hub.publish(['files']);
      return;
    } catch (error) {
      deps.log.warn({ err: error, deliveryId: delivery.id, attempt }, 'what WhatsApp took could not be noted');
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
}
