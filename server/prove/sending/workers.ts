/** Worker processes that are killed, frozen and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { argumentsOf } from '../../test/server-programs';

/** On a machine that is busy elsewhere a start has taken longer than five minutes. */
const START_PATIENCE_MS = 900_000;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const worker of running) worker.kill('SIGKILL');
});

export type Place = {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly endpoint: string;
  readonly queueUrl: string;
  /** Left out: SMS stay in the worker. */
  readonly sms?: { readonly endpoint: string };
};

/** Resolves when it works. `clockOffsetMs`: how wrong its clock is. */
export async function startWorker(place: Place, clockOffsetMs: number): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [...argumentsOf('server/prove/sending/worker.ts'), String(clockOffsetMs)], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: place.databaseUrl,
      SAHA_DEMO: 'off',
      SAHA_ROLE: 'worker',
      SAHA_DATA_DIR: place.folder,
      SAHA_JOURNAL_DIR: path.join(place.folder, 'journal'),
      SAHA_ORIGIN: 'https://saha.example',
      AWS_ACCESS_KEY_ID: 'prove',
      AWS_SECRET_ACCESS_KEY: 'prove',
      SAHA_SES_ENDPOINT: place.endpoint,
      SAHA_SES_EVENTS_QUEUE: place.queueUrl,
      ...(place.sms === undefined
        ? {}
        : {
            SAHA_SMS: 'netgsm',
            NETGSM_USERNAME: 'prove',
            NETGSM_PASSWORD: 'prove',
            SAHA_SMS_SENDER: 'SAHA',
            SAHA_SMS_ENDPOINT: place.sms.endpoint,
          }),
      LOG_LEVEL: 'silent',
    } as unknown as NodeJS.ProcessEnv,
  });
  running.add(worker);
  worker.on('exit', () => running.delete(worker));
  const patience = setTimeout(() => worker.kill('SIGKILL'), START_PATIENCE_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      worker.on('exit', () => reject(new Error(`a worker did not start: ${said === '' ? 'it said nothing' : said}`)));
      worker.stdout?.on('data', (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-2_000);
        if (said.includes('works in the background')) resolve();
      });
    });
    return worker;
  } finally {
    clearTimeout(patience);
  }
}

export async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}
