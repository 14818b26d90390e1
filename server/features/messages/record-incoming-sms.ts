import { conversationIdOf } from '../../../sync/collections/conversation';
import { normalisePhone } from '../../../sync/rules/address';
import { derivedId } from '../../../sync/rules/derived-id';
import { readSmsAnswer } from '../../../sync/rules/sms-answer';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import type { IncomingSms } from '../../gateways/sms/contract';
import { cutText, storableText } from '../../lib/storable';
import { suppressKey } from '../consent/suppress-key';
import { findWriter, insertIncoming, readKnown, type KnownSms, type Writer } from './incoming-sms.store';

const LONGEST_TEXT = 2_000;
const CAUSE = 'job:listen-sms';

/**
 * What a customer wrote, once however often it is heard: in the thread of whom was last written to among those with the
 * number. RET, İPTAL and STOP end SMS to it at once; resolves when that cannot be forgotten. False: it was here before.
 */
export async function recordIncomingSms(deps: Deps, heard: IncomingSms): Promise<boolean> {
  const text = storableText(cutText(heard.text, LONGEST_TEXT));
  const sms = { ...heard, from: normalisePhone(heard.from), text };
  if (sms.from === '') return false;
  const known = await readKnown(deps.pool, sms.id);
  if (known !== null) {
    await keepStop(deps, known);
    return false;
  }
  const said = readSmsAnswer(sms.text);
  // The thread first: under ids made of what was heard it may be written again, and the row below says that it was.
  const customer = await findWriter(deps.pool, sms.from);
  if (customer !== null) await writeInto(deps, customer, sms);
  const { isNew, stopped } = await inTransaction(deps.pool, async (client) => {
    const key = await insertIncoming(client, 'sms', sms, said);
    const stopped = key === null || said !== 'stop' ? null : await suppressKey(client, key, 'sms', 'stopped', sms.at);
    return { isNew: key !== null, stopped };
  });
  if (stopped !== null) {
    await deps.journal.append([stopped]);
    deps.hub.publish(['customers']);
  } else if (!isNew) {
    // Somebody else was faster, and may not have come to the journal yet.
    const faster = await readKnown(deps.pool, sms.id);
    if (faster !== null) await keepStop(deps, faster);
  }
  // An answer to a reminder, perhaps.
  if (isNew && (said === 'yes' || said === 'no')) deps.jobs.wake('hear-answers');
  return isNew;
}

/** Whoever heard it first may have died before the journal had it: what stands is kept again. */
async function keepStop(deps: Deps, { said, addressKey, at }: KnownSms): Promise<void> {
  if (said !== 'stop') return;
  await deps.journal.append([await suppressKey(deps.pool, addressKey, 'sms', 'stopped', at)]);
}

async function writeInto(deps: Deps, customer: Writer, { id, text, at }: IncomingSms): Promise<void> {
  const conversationId = conversationIdOf('sms', customer.id);
  const about = { customerId: customer.id, channel: 'sms', createdBy: customer.ownerId, createdAt: at };
  await deps.writeAsOffice('conversations', [{ id: conversationId, values: about }], CAUSE);
  const message = { ...about, conversationId, direction: 'in', subject: '', cancelledAt: '', releasedAt: '' };
  await deps.writeAsOffice(
    'messages',
    [{ id: derivedId('message', 'sms', id), values: { ...message, body: text.trim() === '' ? '…' : text } }],
    CAUSE,
  );
}
