/** A thread with live devices in it: one, since RxDB allows 13 collections. */
import { parentPort, workerData } from 'node:worker_threads';
import { LiveDevice, type LiveDeviceData } from './live-device';

const devices = (workerData as LiveDeviceData[]).map((data) => new LiveDevice(data));
const all = <T>(ask: (device: LiveDevice) => Promise<T> | T) => Promise.all(devices.map(ask));

const requests = {
  open: () => all((device) => device.open()),
  work: () => all((device) => device.work()),
  rest: () => all((device) => device.rest()),
  waiting: () => all((device) => device.countWaiting()),
  differing: () => all((device) => device.differing()),
  report: () => all((device) => device.report()),
  close: () => all((device) => device.close()),
};
export type LiveRequests = typeof requests;

parentPort?.on('message', ({ n, name }: { n: number; name: keyof LiveRequests }) => {
  requests[name]().then(
    (value) => parentPort?.postMessage({ n, value }),
    (error: unknown) =>
      parentPort?.postMessage({ n, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
