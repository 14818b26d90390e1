import { DEMO_PASSWORD } from '../../../prisma/seed/demo-password';
import { ROLES, type Role } from '../../../sync/collections/member';
import type { Deps } from '../../deps';
import { listActiveMembers, readIsDemo } from './auth.store';

export type DemoLogin = { readonly fullName: string; readonly email: string; readonly password: string; readonly role: Role; readonly teamName: string };

/** What anybody may know before signing in. A demo office offers somebody of each role and team to sign in as; a real one nobody. */
export async function describeOffice({ prisma }: Deps): Promise<{ isDemo: boolean; demoLogins: DemoLogin[] }> {
  if (!(await readIsDemo(prisma))) return { isDemo: false, demoLogins: [] };
  const offered = new Map<string, DemoLogin>();
  for (const { fullName, email, role, teamName } of await listActiveMembers(prisma)) {
    const place = `${ROLES.indexOf(role)} ${teamName}`;
    if (!offered.has(place)) offered.set(place, { fullName, email, password: DEMO_PASSWORD, role, teamName });
  }
  return { isDemo: true, demoLogins: [...offered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, login]) => login) };
}
