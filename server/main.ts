/** The process: settings, the office at work, and the signals that end it. */
import { loadConfig } from './config';
import { createLogger } from './lib/logger';
import { createOfficeAtWork, type OfficeAtWork } from './office-at-work';
import { startErrorLine } from './start-error';

let office: OfficeAtWork | undefined;
let stopping: Promise<void> | undefined;
let asked = false;

async function start(): Promise<void> {
  office = createOfficeAtWork(loadConfig(), (line) => void process.stdout.write(`${line}\n`));
  await office.start();
}

async function stopOffice(): Promise<void> {
  await office?.stop();
  process.exit();
}

function stop(exitCode: number): Promise<void> {
  process.exitCode = exitCode;
  stopping ??= stopOffice();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // Asked twice: somebody is in a hurry. The database recovers by itself.
    if (asked) process.exit(130);
    asked = true;
    void starting.then(() => stop(process.exitCode === undefined ? 0 : Number(process.exitCode)));
  });
// What nobody caught leaves this process in a state nobody knows: it ends, cleanly, and is started anew.
process.on('uncaughtException', (error) => {
  createLogger('error').fatal({ err: error }, 'an error nobody caught: stopping');
  void stop(1);
});

const starting = start().catch((error: unknown) => {
  process.stderr.write(`${startErrorLine(error)}\n`);
  return stop(1);
});
await starting;
