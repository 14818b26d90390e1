import type { Deps } from '../../deps';
import { writeMacKey } from './consent.store';

/** New links are made with a new key from now on; old ones stay good for ever. */
export async function rotateMacKey(deps: Pick<Deps, 'pool' | 'journal'>): Promise<string> {
  const key = await writeMacKey(deps.pool);
  await deps.journal.append([{ kind: 'key', ...key }]);
  return key.id;
}
