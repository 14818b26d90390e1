import type { HelloOutput } from '../../../sync/protocol/messages';
import type { ReplicaState } from '../replica-state';
import type { Identity } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import type { OfficeClock } from './office-clock';
import { ServerRefusal, type SyncServer } from './sync-server';

type GreetingPorts = {
  server: Pick<SyncServer, 'hello'>;
  replica: ReplicaState;
  clock: StampingClock;
  deviceLabel: string;
  /** Whose device this is. */
  me?: Pick<Identity, 'memberId' | 'role'>;
};

/**
 * What the office knows of fields and collections (SHAPES) it says as well.
 * Introduces this device to the office, which names it the first time. Resolves to whether the office serves this
 * build:
 * one that is too old may still hand in what it holds (sync/README.md §8). Throws when the office cannot be asked or
 * refuses.
 */
export async function greetOffice(
  ports: GreetingPorts,
  officeClock: OfficeClock,
): Promise<{ isUpdateNeeded: boolean; officeShapes: number }> {
  const { clock, replica } = ports;
  try {
    const { answer: hello, offsetMs } = await officeClock.measure(() =>
      introduce(ports, clock.deviceId === '' ? null : clock.deviceId),
    );
    if (clock.deviceId !== hello.deviceId) {
      await replica.saveFacts({ deviceId: hello.deviceId });
      clock.nameDevice(hello.deviceId);
      await officeClock.correct(offsetMs);
    }
    return { isUpdateNeeded: false, officeShapes: hello.shapes ?? 0 };
  } catch (error) {
    if (!(error instanceof ServerRefusal && error.isUpdateNeeded) || clock.deviceId === '') throw error;
    return { isUpdateNeeded: true, officeShapes: 0 };
  }
}

/**
 * The office knows this device's name as somebody else's, as it may after a restore: it takes a new one, and what waits
 * is stamped with that before it goes (push-waiting.ts). Never without having said whose device it is: the session
 * might be another person's.
 */
async function introduce({ server, deviceLabel, me }: GreetingPorts, deviceId: string | null): Promise<HelloOutput> {
  const whose = me === undefined ? {} : { memberId: me.memberId };
  try {
    return await server.hello({ deviceId, deviceLabel, ...whose });
  } catch (error) {
    if (
      !(error instanceof ServerRefusal) ||
      error.code !== 'sync.deviceForeign' ||
      deviceId === null ||
      me === undefined
    )
      throw error;
    return server.hello({ deviceId: null, deviceLabel, ...whose });
  }
}
