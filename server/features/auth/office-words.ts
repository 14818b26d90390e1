import type { Deps } from '../../deps';

/** What the office is called: in its address, and its teams. Passwords made of these are guessed first. */
export async function officeWords({ config, prisma }: Pick<Deps, 'config' | 'prisma'>): Promise<string[]> {
  const teams = await prisma.team.findMany({ select: { name: true } });
  return ['saha', ...new URL(config.origin).hostname.split('.'), ...teams.map(({ name }) => name)];
}
