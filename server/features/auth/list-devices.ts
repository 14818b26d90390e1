import type { Deps } from '../../deps';
import { listDevices as readDevices, type DeviceEntry } from './devices.store';

/** Where a person is or was signed in, last seen first; for whoever reports one of their tablets lost. */
export async function listDevices(deps: Deps, memberId: string): Promise<DeviceEntry[]> {
  return readDevices(deps.prisma, memberId, deps.now());
}
