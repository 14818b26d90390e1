import type { Deps } from '../../deps';
import { writeToken, type UnsubscribeToken } from './unsubscribe-token';

/** `https://…/u/TOKEN`, for one address, for ever. */
export async function makeUnsubscribeLink(
  { config, macKeys, now }: Pick<Deps, 'config' | 'macKeys' | 'now'>,
  token: Omit<UnsubscribeToken, 'issuedAtMs'>,
): Promise<string> {
  return `${config.publicOrigin}/u/${writeToken({ ...token, issuedAtMs: now() }, await macKeys.newest())}`;
}
