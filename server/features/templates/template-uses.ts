import type { Deps } from '../../deps';

export type TemplateUse = { readonly templateId: string; readonly count: number };

/** How many messages each template has filled, of the whole office. Templates that filled none are left out. */
export async function countTemplateUses({ pool }: Pick<Deps, 'pool'>): Promise<TemplateUse[]> {
  const { rows } = await pool.query<TemplateUse>(
    `SELECT template_id AS "templateId", count(*)::int AS count FROM messages WHERE template_id IS NOT NULL
     GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}
