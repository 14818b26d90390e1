import { createMacKeys } from '../../features/consent/mac-keys';
import type { Deps } from '../../deps';

/**
 * What callers without an account are served with: the few connections that are theirs, for keys of links too. However
 * many of them come, the people at work do not wait for them, nor they for those.
 */
export function publicDeps(deps: Deps): Deps {
  return { ...deps, pool: deps.publicPool, macKeys: createMacKeys(deps.publicPool) };
}
