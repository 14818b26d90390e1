import { createMacKeys } from '../../features/consent/mac-keys';
import type { Deps } from '../../deps';
import { officeWorker, officeWriter } from '../../replication/write-as-office';

/**
 * What callers without an account are served with: the few connections that are theirs, for keys of links and for what
 * the office writes down for them too. However many of them come, the people at work do not wait for them, nor they for
 * those.
 */
export function publicDeps(deps: Deps): Deps {
  const own = { ...deps, pool: deps.publicPool, macKeys: createMacKeys(deps.publicPool) };
  return { ...own, writeAsOffice: officeWriter(own), withinOffice: officeWorker(own) };
}
