/**
 * The office as the client of a browser calls it: the real router, without the faults of a network unless they are
 * asked for.
 */
import type { DigestServer } from '../../app/database/replication/check-digests';
import type { SyncServer } from '../../app/database/replication/sync-server';
import type { OfficeEnd } from './office-end';

export type Trip = { before?: (call: string) => Promise<void>; after?: (call: string) => Promise<void> };

export function officeServer(
  office: OfficeEnd,
  memberId: string,
  { before, after }: Trip = {},
): SyncServer & DigestServer {
  const call = async <T>(name: string, request: Parameters<typeof office.call<T>>[1]): Promise<T> => {
    await before?.(name);
    office.nowMs = Date.now();
    const answer = await office.call<T>(memberId, request);
    await after?.(name);
    return answer;
  };
  return {
    hello: (input) => call('hello', ({ sync }) => sync.hello(input)),
    pull: (input) => call('pull', ({ sync }) => sync.pull(input)),
    push: (input) => call('push', ({ sync }) => sync.push(structuredClone(input))),
    digest: (input) => call('digest', ({ sync }) => sync.digest(input)),
    digestOf: (input) => call('digestOf', ({ sync }) => sync.digestOf(input)),
    repair: (input) => call('repair', ({ sync }) => sync.repair(input)),
    count: async (collection) => (await call('count', ({ sync }) => sync.count({ collection }))).count,
    stream: () => () => undefined,
  };
}
