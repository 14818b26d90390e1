import { Client } from 'pg';
import type { Deps } from '../deps';
import { WAKE_CHANNEL } from './waker';

const RECONNECT_MS = 1_000;

/**
 * Hears who is woken, on a connection of its own. `heard` is given a job's name, or null when something may have been
 * missed: at the beginning and whenever the connection was lost.
 */
export async function listenForWakes(
  { pool, log }: Pick<Deps, 'pool' | 'log'>,
  heard: (name: string | null) => void,
): Promise<() => Promise<void>> {
  let client: Client | null = null;
  let reconnect: NodeJS.Timeout | null = null;
  let isStopped = false;

  const listen = async () => {
    // The options object itself: its password is not enumerable, a copy would lose it.
    const mine = new Client(pool.options);
    const lost = (error?: Error) => {
      if (client !== mine || isStopped) return;
      client = null;
      log.warn({ err: error }, 'background work: the connection that wakes it up broke');
      again();
    };
    mine.on('error', lost);
    mine.on('end', () => lost());
    mine.on('notification', ({ payload }) => heard(payload ?? ''));
    await mine.connect();
    await mine.query(`LISTEN ${WAKE_CHANNEL}`);
    client = mine;
    heard(null);
  };
  const again = () => {
    if (!isStopped) reconnect = setTimeout(() => void listen().catch(again), RECONNECT_MS);
  };
  await listen();
  return async () => {
    isStopped = true;
    if (reconnect !== null) clearTimeout(reconnect);
    await client?.end();
  };
}
