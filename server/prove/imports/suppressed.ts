/** Everybody who said no is imported, and nobody can be mailed for it. */
import type { ImportBreakage } from './import-breakage';
import { count, type Ground } from './ground';
import { workWithDeaths } from './kill-runs';

export async function importSuppressed(ground: Ground, size: number, breakage: ImportBreakage | null): Promise<void> {
  if (size === 0) return;
  const { deps, bringers, problems } = ground;
  const bringer = bringers[0]!;
  const mails = Array.from({ length: size }, (_, at) => `hayir${at}@ornek.example`);
  await deps.pool.query(
    `INSERT INTO suppressions (address_key, channel, reason, since)
     SELECT address_key(normal_email(m)), 'email',
       (ARRAY['unsubscribed', 'complained', 'bounced', 'manual'])[1 + n % 4], now() FROM unnest($1::text[]) WITH ORDINALITY AS t(m, n)`,
    [mails],
  );
  const lines = mails.map((mail, at) => `Kişi ${at};${at % 2 === 0 ? mail : mail.toUpperCase()};evet`);
  const id = await bringer.bring(`Ad Soyad;E-posta;E-posta izni\n${lines.join('\n')}\n`);
  await bringer.check(id, { mode: 'add' });
  await bringer.start(id);
  await workWithDeaths(ground, 150);
  if (breakage === 'gives-consent')
    await deps.pool.query(
      `INSERT INTO consents (id, customer_id, channel, address, address_key, decision, source, evidence, occurred_at,
         received_at)
       SELECT gen_random_uuid(), c.id, 'email', c.email, '', 'given', 'paper', 'dosya', now(), now()
       FROM import_rows r JOIN customers c ON c.id = r.customer_id WHERE r.import_id = $1`,
      [id],
    );
  const { rows } = await deps.pool.query<{ imported: number; mailable: number; claims: number }>(
    `SELECT count(*)::int AS imported, (count(*) FILTER (WHERE c.marketing_consent))::int AS claims,
       (count(*) FILTER (WHERE delivery_obstacle('campaign', 'email', c.email_key, NULL) IS NULL))::int AS mailable
     FROM import_rows r JOIN customers c ON c.id = r.customer_id WHERE r.import_id = $1 AND r.is_done`,
    [id],
  );
  const { imported, mailable, claims } = rows[0]!;
  if (imported !== size) problems.push(`of ${size} who said no ${imported} are imported`);
  if (mailable + claims > 0)
    problems.push(`of ${size} who said no ${mailable} could be mailed, ${claims} are said to agree`);
  count(ground, 'suppressed', imported);
  count(ground, 'mailable', mailable);
}
