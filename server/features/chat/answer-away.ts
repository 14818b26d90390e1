/** What the office answers by itself while it is closed: once a day in a conversation, and to people alone. */
import type { ClientBase } from 'pg';
import { derivedId } from '../../../sync/rules/derived-id';
import { AUTOMATIC } from '../../../sync/rules/message';
import { soundsAutomatic } from '../../../sync/rules/automatic-answer';
import { isOfficeOpen } from '../../../sync/rules/work-time';
import type { HeardMessage } from '../../gateways/whatsapp/contract';
import type { EffectContext } from '../../lib/noun-replication';
import { sendMessage } from '../messages/send-message';
import { officeSettings } from '../settings/office-settings';
import type { Chat } from './chats.store';

type Within = Pick<EffectContext, 'client' | 'touch' | 'write'>;
/** What was fetched late is answered by a person. */
const FRESH = '15 minutes';
/** What comes so soon after our own was written by no hand. */
const TOO_SOON = '5 seconds';

type Asked = { customerId: string; conversationId: string; ownerId: string; language: string; to: string; day: string };

/** Within the transaction that takes the message in; `wake` for whoever carries the answer. */
export async function answerAway(
  { client, touch, write }: Within,
  chat: Chat,
  heard: HeardMessage,
  wake: (job: string) => void,
): Promise<void> {
  if (heard.fromMe || chat.customerId === null || soundsAutomatic(heard.text) || !(await isTurnedOn(client))) return;
  const settings = await officeSettings(client);
  if (isOfficeOpen(settings, heard.atMs)) return;
  const asked = await readAsked(client, chat, new Date(heard.atMs).toISOString());
  if (asked === null) return;
  const { textTr, textEn } = settings.awayAnswer;
  const text = asked.language === 'tr' || textEn.trim() === '' ? textTr : textEn;
  const dedupeKey = `away:${asked.conversationId}:${asked.day}`;
  const messageId = derivedId('message', 'away', asked.conversationId, asked.day);
  const { customerId, conversationId, ownerId } = asked;
  const { touched } = await write('messages', [
    {
      id: messageId,
      values: (stands) =>
        stands === null
          ? {
              customerId,
              conversationId,
              channel: 'whatsapp',
              direction: 'out',
              subject: '',
              body: text,
              senderName: AUTOMATIC,
              state: 'queued',
              cancelledAt: '',
              releasedAt: '',
              createdBy: ownerId,
              createdAt: new Date(Math.max(heard.atMs + 1, Date.now())).toISOString(),
            }
          : null,
    },
  ]);
  touch(touched);
  await sendMessage(
    { pool: client, newId: () => derivedId('delivery', 'message', messageId), jobs: { wake } },
    {
      purpose: 'message',
      channel: 'whatsapp',
      basis: 'person',
      basisId: null,
      customerId,
      to: asked.to,
      language: asked.language === 'en' ? 'en' : 'tr',
      dedupeKey,
      campaignId: null,
      reminderId: null,
      messageId,
      bulkId: null,
      content: { subject: '', text, replyTo: '', fromName: '' },
      notBefore: null,
      expiresAt: null,
      createdBy: ownerId,
    },
  );
}

/** Asked of every message: one look by an index. */
async function isTurnedOn(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM settings WHERE key = 'awayAnswer' AND archived_at IS NULL AND (value ->> 'isOn')::boolean`,
  );
  return rowCount === 1;
}

/** Null: nobody is to be answered, or they were today already. */
async function readAsked(client: ClientBase, chat: Chat, at: string): Promise<Asked | null> {
  const { rows } = await client.query<Asked>(
    `SELECT k.id AS "customerId", c.id AS "conversationId", k.owner_id AS "ownerId", k.language,
       coalesce(nullif(h.phone, ''), (SELECT value FROM identities WHERE chat_id = h.id ORDER BY kind = 'lid' DESC
         LIMIT 1), '') AS "to",
       office_day() AS day
     FROM chats h JOIN customers k ON k.id = h.customer_id AND k.deleted_at IS NULL
       JOIN conversations c ON c.id = h.conversation_id
     WHERE h.id = $1 AND c.blocked_at IS NULL AND $2::timestamptz > office_clock() - interval '${FRESH}'
       AND NOT EXISTS (SELECT FROM messages m WHERE m.conversation_id = c.id AND m.direction = 'out'
         AND m.created_at BETWEEN $2::timestamptz - interval '${TOO_SOON}' AND $2::timestamptz)
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.dedupe_key = 'away:' || c.id || ':' || office_day())`,
    [chat.id, at],
  );
  return rows[0] ?? null;
}
