/**
 * A process that is one office after another, as it is told: what a process loads and warms up is most of what an
 * office costs that is open for half a minute. Each is all of server/main.ts but its signals.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '../config';
import { createOfficeAtWork, type OfficeAtWork } from '../office-at-work';

/** `clientDir`: another app than the built one, which its browsers are to be given. */
export type HostOrder =
  | { readonly start: Record<string, string | undefined>; readonly clientDir?: string }
  | { readonly stop: true };
/** `leftOver` are the kinds of what an office had open and did not close, as Node names them. */
export type HostAnswer = { readonly started: true } | { readonly stopped: true; readonly leftOver: readonly string[] };

const CLOSING_MS = 1_000;

let office: OfficeAtWork | null = null;
let openBefore: readonly string[] = [];

async function start(env: Record<string, string | undefined>, clientDir?: string): Promise<HostAnswer> {
  openBefore = process.getActiveResourcesInfo();
  office = createOfficeAtWork(parseConfig(env, process.cwd()), () => undefined, clientDir);
  await office.start();
  return { started: true };
}

async function stop(): Promise<HostAnswer> {
  await office?.stop();
  office = null;
  // Sockets that were told to close are there until the other end has answered.
  const untilMs = Date.now() + CLOSING_MS;
  while (openedSince(openBefore).length > 0 && Date.now() < untilMs) await sleep(10);
  return { stopped: true, leftOver: openedSince(openBefore) };
}

/** Without timers: libraries leave some that find nothing to do once they fire. */
function openedSince(before: readonly string[]): string[] {
  const counted = [...before];
  return process.getActiveResourcesInfo().filter((kind) => {
    if (kind === 'Timeout') return false;
    const at = counted.indexOf(kind);
    if (at >= 0) counted.splice(at, 1);
    return at < 0;
  });
}

process.on('message', (order: HostOrder) => {
  const done = 'start' in order ? start(order.start, order.clientDir) : stop();
  done.then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
// Whoever gave the orders is gone.
process.on('disconnect', () => process.exit());
