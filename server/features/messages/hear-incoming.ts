import type { ClientBase } from 'pg';
import type { SmsAnswer } from '../../../sync/rules/sms-answer';
import { insertIncoming } from './incoming-sms.store';

/** What a customer answered over WhatsApp, once; hex of the address's key, null: it was here before. */
export function hearIncoming(
  client: ClientBase,
  heard: { readonly id: string; readonly from: string; readonly text: string; readonly at: string },
  said: SmsAnswer,
): Promise<string | null> {
  return insertIncoming(client, 'whatsapp', heard, said);
}
