/** What stands in the end, held against what was sent: by the bytes themselves, whatever the office calls them. */
import type { WhatsappOffice } from '../../test/whatsapp-office';
import type { Content } from './contents';

export type Going = { readonly id: string; readonly phone: string; readonly body: string; readonly content: Content };
export type Coming = { readonly keyId: string; readonly content: Content };

export async function judge(
  line: WhatsappOffice,
  going: readonly Going[],
  coming: readonly Coming[],
): Promise<string[]> {
  return [...judgeTaken(line, going), ...(await judgeGoing(line, going)), ...(await judgeComing(line, coming))];
}

/** Every one that is no refused one was taken once, with its words. */
function judgeTaken({ standIn }: WhatsappOffice, going: readonly Going[]): string[] {
  const taken = new Map<string, number>();
  for (const { to, text, file } of standIn.sent) {
    const what = `${file?.sha256} to ${to} with "${text}" by ${file?.operation}`;
    taken.set(what, (taken.get(what) ?? 0) + 1);
  }
  const problems: string[] = [];
  for (const { phone, body, content } of going) {
    if (content.refusal !== '') continue;
    const operation = content.kind === 'audio' ? 'sendWhatsAppAudio' : 'sendMedia';
    const what = `${content.sha256} to ${phone.slice(1)}@s.whatsapp.net with "${body}" by ${operation}`;
    if (taken.get(what) !== 1) problems.push(`${content.name} was taken ${taken.get(what) ?? 0} times`);
    taken.delete(what);
  }
  return [...problems, ...[...taken.keys()].map((what) => `${what} was never sent`)];
}

async function judgeGoing({ deps }: WhatsappOffice, going: readonly Going[]): Promise<string[]> {
  const { rows } = await deps.pool.query<{ id: string; state: string; reason: string; keys: number; marks: string[] }>(
    `SELECT m.id, m.state, m.reason, f.marks, (SELECT count(*)::int FROM chat_messages h WHERE h.message_id = m.id) AS
      keys
     FROM messages m JOIN files f ON f.id = m.file_id WHERE m.direction = 'out'`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const problems = rows.length === going.length ? [] : [`${rows.length} messages went, ${going.length} were written`];
  for (const { id, content } of going) {
    const row = byId.get(id);
    const isRefused = content.refusal !== '';
    if (row === undefined) problems.push(`${content.name} stands nowhere`);
    else if (isRefused && (row.state !== 'failed' || row.reason !== 'file_refused' || row.keys !== 0))
      problems.push(`${content.name} is ${row.state} ${row.reason} and was to be refused`);
    else if (!isRefused && !['sent', 'delivered', 'read'].includes(row.state))
      problems.push(`${content.name} is ${row.state} ${row.reason}`);
    else if (!isRefused && (row.keys !== 1 || row.marks.join() !== 'sent'))
      problems.push(`${content.name} is ${row.keys} messages there, marked ${row.marks.join()}`);
  }
  return problems;
}

async function judgeComing({ deps }: WhatsappOffice, coming: readonly Coming[]): Promise<string[]> {
  const { rows } = await deps.pool.query<{ keyId: string; state: string; reason: string; blob: string; files: number }>(
    `SELECT h.key_id AS "keyId", f.state, f.reason, coalesce(f.blob, '') AS blob,
       (SELECT count(*)::int FROM files o WHERE o.message_id = m.id) AS files
     FROM messages m JOIN chat_messages h ON h.message_id = m.id LEFT JOIN files f ON f.id = m.file_id
       WHERE m.direction = 'in'`,
  );
  const byKey = new Map(rows.map((row) => [row.keyId, row]));
  const problems = rows.length === coming.length ? [] : [`${rows.length} messages came, ${coming.length} were sent`];
  for (const { keyId, content } of coming) {
    const row = byKey.get(keyId);
    const wanted = `${content.refusal === '' ? 'stored' : 'refused'} ${content.refusal} ${content.sha256} 1`;
    const found = row === undefined ? 'lost' : `${row.state} ${row.reason} ${row.blob} ${row.files}`;
    if (found !== wanted) problems.push(`${content.name} that came is ${found} instead of ${wanted}`);
  }
  return problems;
}
