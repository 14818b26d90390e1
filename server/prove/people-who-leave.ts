import type { Deps } from '../deps';
import { makeUnsubscribeLink } from '../features/consent/unsubscribe-link';
import { createHttpApp } from '../http/app';

/** People with a mail program: one click, through the route it calls. Resolves when they were answered. */
export function peopleOf(deps: Deps): (address: string) => Promise<void> {
  const app = createHttpApp(deps, { clientDir: '/nowhere' });
  return async (address) => {
    const { rows } = await deps.pool.query<{ key: string }>(
      `SELECT encode(address_key(normal_email($1)), 'hex') AS key`,
      [address],
    );
    const token = { channel: 'email', addressKey: rows[0]?.key ?? '', language: 'tr' } as const;
    const { pathname } = new URL(await makeUnsubscribeLink(deps, token));
    const { status } = await app.request(pathname, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    if (status !== 200) throw new Error(`${address} could not leave: ${status}`);
  };
}
