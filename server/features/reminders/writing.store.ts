import type { ClientBase } from 'pg';

/** Of one template, what is said in a language; '' where it says nothing. */
export type ReminderTemplate = { readonly subject: string; readonly body: string; readonly sms: string };

export async function readTemplate(
  client: ClientBase,
  id: string,
  language: 'tr' | 'en',
): Promise<ReminderTemplate | null> {
  const { rows } = await client.query<ReminderTemplate>(
    `SELECT CASE $2 WHEN 'en' THEN email_subject_en ELSE email_subject_tr END AS subject,
       CASE $2 WHEN 'en' THEN email_body_en ELSE email_body_tr END AS body, CASE $2 WHEN 'en' THEN sms_en ELSE sms_tr
         END AS sms
     FROM templates WHERE id = $1 AND archived_at IS NULL`,
    [id, language],
  );
  return rows[0] ?? null;
}

export async function readAgent(client: ClientBase, id: string): Promise<{ name: string; email: string }> {
  const { rows } = await client.query<{ name: string; email: string }>(
    'SELECT full_name AS name, email FROM members WHERE id = $1',
    [id],
  );
  return rows[0] ?? { name: '', email: '' };
}

/** Where a customer, or whoever they were merged into, lives; '' where nobody wrote it. */
export async function readCountry(client: ClientBase, customerId: string): Promise<string> {
  const { rows } = await client.query<{ country: string }>(
    `SELECT coalesce(country_id, '') AS country FROM customers WHERE id = customer_root($1)`,
    [customerId],
  );
  return rows[0]?.country ?? '';
}

/** What either of the two has in the weeks to come. */
export async function readBusy(
  client: ClientBase,
  agentId: string,
  customerId: string,
): Promise<{ startsAt: string; endsAt: string }[]> {
  const { rows } = await client.query<{ startsAt: string; endsAt: string }>(
    `SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM occurrences
     WHERE (agent_id = $1 OR customer_id = $2) AND ends_at > office_clock()
       AND starts_at < office_clock() + interval '30 days'`,
    [agentId, customerId],
  );
  return rows;
}
