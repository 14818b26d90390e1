import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { writeMacKey } from './consent.store';

/**
 * New links are made with a new key from now on; old ones stay good for ever. The journal has it before anybody can use
 * it: once committed it signs links, whether or not this call came to its end.
 */
export function rotateMacKey({ pool, journal }: Pick<Deps, 'pool' | 'journal'>): Promise<string> {
  return inTransaction(pool, async (client) => {
    const key = await writeMacKey(client);
    await journal.append([{ kind: 'key', ...key }]);
    return key.id;
  });
}
