import { normalisePhone } from '../../../sync/rules/address';
import { readSmsAnswer } from '../../../sync/rules/sms-answer';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import type { IncomingSms } from '../../gateways/sms/contract';
import { suppressKey } from '../consent/suppress-key';
import { insertIncomingSms } from './incoming-sms.store';

const LONGEST_TEXT = 2_000;

/**
 * What a customer wrote, once however often it is heard. RET, İPTAL and STOP end SMS to the number at once; resolves
 * when that cannot be forgotten. False: it was here before.
 */
export async function recordIncomingSms(deps: Deps, heard: IncomingSms): Promise<boolean> {
  const sms = { ...heard, from: normalisePhone(heard.from), text: heard.text.slice(0, LONGEST_TEXT) };
  const said = readSmsAnswer(sms.text);
  const { isNew, stopped } = await inTransaction(deps.pool, async (client) => {
    const key = await insertIncomingSms(client, sms, said);
    const stopped = key === null || said !== 'stop' ? null : await suppressKey(client, key, 'sms', 'stopped', sms.at);
    return { isNew: key !== null, stopped };
  });
  if (stopped !== null) {
    await deps.journal.append([stopped]);
    deps.hub.publish(['customers']);
  }
  return isNew;
}
