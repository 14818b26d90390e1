/** What a team does with its conversations: one has changed hands with a note, one is labelled, one is dealt with. */
import type { ClientBase } from 'pg';
import type { Handover } from '../../sync/collections/conversation';
import { derivedId } from '../../sync/rules/derived-id';
import { DEMO_MEMBERS } from './demo-people';
import { DEMO_LABELS } from './demo-settings';

const idOf = (name: string) => DEMO_MEMBERS.find(({ fullName }) => fullName === name)!.id;
const OF_OWNER = `c.owner_id = $1 AND v.customer_id = c.id AND v.channel = 'whatsapp' AND v.line_id IS NOT NULL`;

export async function writeTeamwork(client: ClientBase, nowMs: number): Promise<void> {
  // To one who sees the customer anyway.
  const [from, to] = [idOf('Işıl Öztürk'), idOf('Selin Kaya')];
  const given: Handover = {
    id: derivedId('handover', 'demo'),
    by: from,
    to,
    note: 'Perşembe izinliyim. Teklifi bekliyor, öğleden sonra aranmak istiyor.',
    at: new Date(nowMs - 8 * 60_000).toISOString(),
  };
  await client.query(`UPDATE conversations v SET assignee_id = $2, handovers = $3 FROM customers c WHERE ${OF_OWNER}`, [
    from,
    to,
    JSON.stringify([given]),
  ]);
  await client.query(`UPDATE conversations v SET label_ids = $2 FROM customers c WHERE ${OF_OWNER}`, [
    idOf('Zeynep Yılmaz'),
    DEMO_LABELS.slice(0, 1).map(([subject]) => subject),
  ]);
  await client.query(`UPDATE conversations v SET closed_up_to = v.last_inbound_at FROM customers c WHERE ${OF_OWNER}`, [
    idOf('Emre Çelik'),
  ]);
}
