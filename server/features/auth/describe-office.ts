import { DEMO_LOGINS } from '../../../prisma/seed/demo-people';
import type { Role } from '../../../sync/collections/member';
import type { Deps } from '../../deps';
import { readIsDemo } from './credentials.store';

export type DemoLogin = {
  readonly role: Role;
  readonly email: string;
  readonly fullName: string;
  readonly password: string;
};

/**
 * What anybody may know before signing in. A demo office offers somebody of each role to sign in as; a real one nobody,
 * nor does a demo office that came to where SAHA_DEMO does not let it be one.
 */
export async function describeOffice({
  prisma,
  config,
}: Deps): Promise<{ isDemo: boolean; demoLogins: readonly DemoLogin[] }> {
  const isDemo = config.demo && (await readIsDemo(prisma));
  return { isDemo, demoLogins: isDemo ? DEMO_LOGINS : [] };
}
