/**
 * The server (server/main.ts, whole), watched from inside: how long its event loop stood still. Told the name of a
 * breakage
 * it has that mistake in it; nothing in the product knows of either.
 */
import { breakWire } from './wire-breakage';

const STEP_MS = 10;
const [name] = process.argv.slice(2);
if (name !== undefined) breakWire(name);
await import('../../main');

let longestMs = 0;
let lastAtMs = performance.now();
let lastCpu = process.cpuUsage();
setInterval(() => {
  const nowMs = performance.now();
  const cpu = process.cpuUsage(lastCpu);
  // On a machine with other work a process also waits for its turn: it cannot have stood still longer than it has
  // worked.
  longestMs = Math.max(longestMs, Math.min(nowMs - lastAtMs - STEP_MS, (cpu.user + cpu.system) / 1000));
  lastAtMs = nowMs;
  lastCpu = process.cpuUsage();
}, STEP_MS).unref();

/** Asked for anything, it says how long the longest stall since the last question was. */
process.on('message', () => {
  process.send?.(longestMs);
  longestMs = 0;
});
// The one who asked is gone: so is the question.
process.on('disconnect', () => process.exit(0));
