import type { Deps } from '../../deps';
import { listDevices as readDevices, type DeviceEntry } from './devices.store';

/**
 * Where a person is or was signed in, last seen first; for whoever reports one of their tablets lost. `isCurrent`: it
 * is the one that asks.
 */
export async function listDevices(
  deps: Deps,
  memberId: string,
  currentSessionId: string,
): Promise<(DeviceEntry & { isCurrent: boolean })[]> {
  const devices = await readDevices(deps.prisma, memberId, deps.now());
  return devices.map((device) => ({ ...device, isCurrent: device.sessionId === currentSessionId }));
}
