/** Customers whom one may write to, or may not. */
import type { Person } from './agent-day';
import type { Office } from './office';

type Wanted = {
  first: string;
  language: 'tr' | 'en';
  email: string;
  phone?: string;
  said: 'given' | 'withdrawn' | null;
};

/** Customers of the agent's, under one last name, with what they said about e-mail. */
export async function lend(office: Office, agent: Person, lastName: string, wanted: readonly Wanted[]): Promise<void> {
  const those = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT $2',
    [agent.id, wanted.length],
  );
  for (const [at, { first, language, email, phone = '', said }] of wanted.entries()) {
    const { id } = those[at]!;
    await office.query(
      `UPDATE customers SET first_name = $2, last_name = $3, language = $4, email = $5, phone = $6, alt_phone = ''
        WHERE id = $1`,
      [id, first, lastName, language, email, phone],
    );
    if (said !== null)
      await office.query(
        `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording, evidence, occurred_at)
         VALUES (gen_random_uuid(), $1, 'email', $2, $3, 'paper', 'metin', 'form 7', now() - interval '1 hour')`,
        [id, email, said],
      );
  }
}
