import { DEMO_LOGINS } from '../../../prisma/seed/demo-people';
import type { Role } from '../../../sync/collections/member';
import type { Deps } from '../../deps';
import { readIsDemo } from './auth.store';

export type DemoLogin = {
  readonly role: Role;
  readonly email: string;
  readonly fullName: string;
  readonly password: string;
};

/**
 * What anybody may know before signing in. A demo office offers somebody of each role to sign in as; a real one nobody.
 */
export async function describeOffice({ prisma }: Deps): Promise<{ isDemo: boolean; demoLogins: readonly DemoLogin[] }> {
  const isDemo = await readIsDemo(prisma);
  return { isDemo, demoLogins: isDemo ? DEMO_LOGINS : [] };
}
