/**
 * The server (server/main.ts, whole), watched from inside: how long its event loop stood still. Told the name of a
 * breakage it has that mistake in it; nothing in the product knows of either.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { breakLimits, isHostileBreakage } from '../hostile/hostile-breakage';
import { breakWire } from './wire-breakage';

const STEP_MS = 10;
const [name] = process.argv.slice(2);
if (name !== undefined) {
  if (isHostileBreakage(name)) breakLimits(name);
  else breakWire(name);
}
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

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const REST_MS = 500;

/** How much is held in memory, when what nobody needs is put away and the system has been given it back. */
async function restingMemory(): Promise<number> {
  for (let at = 0; at < 3; at += 1) {
    collectGarbage();
    await new Promise((resolve) => {
      setTimeout(resolve, REST_MS);
    });
  }
  return process.memoryUsage.rss();
}

/**
 * Asked for memory it says how much it holds, for anything else how long the longest stall since the last question was.
 */
process.on('message', (question) => {
  if (question === 'memory?') {
    void restingMemory().then((bytes) => {
      process.send?.(bytes);
      // Collecting stands still as well, and is nobody's request.
      longestMs = 0;
    });
    return;
  }
  process.send?.(longestMs);
  longestMs = 0;
});
// The one who asked is gone: so is the question.
process.on('disconnect', () => process.exit(0));
