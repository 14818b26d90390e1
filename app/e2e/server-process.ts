/** The real server, whole, as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { argumentsOf } from '../../server/test/server-programs';

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

const READY_PATIENCE_MS = 60_000;

export async function startServerProcess({
  databaseUrl,
  dataDir,
  port,
  origin,
  patienceMs = READY_PATIENCE_MS,
}: {
  databaseUrl: string;
  dataDir: string;
  port: number;
  /** Where browsers reach it, over HTTPS; without it at its own port, and then the demo's people are let in. */
  origin?: string;
  patienceMs?: number;
}): Promise<ServerProcess> {
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, argumentsOf('server/main.ts'), {
    env: {
      ...withoutSettings(process.env),
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      SAHA_DATA_DIR: dataDir,
      ...(origin === undefined
        ? // Tests are push services themselves.
          { SAHA_ORIGIN: url, SAHA_DEMO: 'on', SAHA_PUSH_LOCAL: 'on' }
        : { SAHA_ORIGIN: origin, SAHA_DEMO: 'off' }),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
  const patienceEndsAtMs = Date.now() + patienceMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > patienceEndsAtMs) {
      child.kill('SIGKILL');
      throw new Error(`the server did not start:\n${output}`);
    }
    await sleep(100);
  }
  return {
    url,
    pid: child.pid!,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** What is set for the scenarios themselves, or by whoever runs them for their own office, is none of this one's. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('SAHA_'));
  return Object.fromEntries(others) as NodeJS.ProcessEnv;
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

const LOWEST_PORT = 20_000;
const PORTS = 10_000;

/**
 * Different ones, which stay free between one server's end and the next one's start: below those that systems give to
 * connections by themselves.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const answer = once(probe, 'listening').then(
    () => true,
    () => false,
  );
  probe.listen(port, '127.0.0.1');
  const isFree = await answer;
  if (isFree) {
    probe.close();
    await once(probe, 'close');
  }
  return isFree;
}
