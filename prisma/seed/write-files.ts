import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { FileStore } from '../../server/gateways/files/contract';
import { derivedId } from '../../sync/rules/derived-id';
import { makeDemoFiles } from './demo-files';
import { stampsOf } from './write-records';

const DAY_MS = 86_400_000;

/** The files of the customers who have written: bytes once, a document for each of them. */
export async function writeFiles(client: ClientBase, store: FileStore, nowMs: number): Promise<void> {
  const { rows } = await client.query<{ id: string; conversationId: string; ownerId: string }>(
    `SELECT c.customer_id AS id, c.id AS "conversationId", u.owner_id AS "ownerId"
     FROM conversations c JOIN customers u ON u.id = c.customer_id WHERE c.channel = 'whatsapp' ORDER BY c.id`,
  );
  for (const file of await makeDemoFiles()) {
    const { bytes, thumbnail } = file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // Before the rows: whoever breaks off here leaves bytes that nobody names, and no file without bytes.
    await store.put(sha256, bytes);
    if (thumbnail !== null) await store.put(`${sha256}.thumb`, thumbnail);
    const at = new Date(nowMs - file.daysAgo * DAY_MS).toISOString();
    await client.query(
      `INSERT INTO blobs (sha256, size, type, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [sha256, bytes.length, file.type, at],
    );
    for (const { id, conversationId, ownerId } of rows)
      await client.query(
        `INSERT INTO files (id, customer_id, conversation_id, name, note, labels, source, marks, state, type, size,
           created_by, created_at, blob, stamps)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'stored', $9, $10, $11, $12, $13, $14)`,
        [
          derivedId('file', 'demo', id, file.name),
          id,
          file.source === 'chat' ? conversationId : null,
          file.name,
          file.note,
          file.labels,
          file.source,
          file.marks,
          file.type,
          bytes.length,
          file.marks.includes('received') ? null : ownerId,
          at,
          sha256,
          stampsOf(at),
        ],
      );
  }
}
