/**
 * A worker that dies after its nth step: a statement, a hand-over, a line of the journal. As with a process that is
 * killed its connections break, what it had not committed is undone, and nothing it began ever comes back to it.
 */
import type pg from 'pg';
import { createPool } from '../../db/pool';
import type { Deps } from '../../deps';

/** The office it works for; where its database is. */
type Office = { readonly out: { readonly deps: Deps }; readonly url: string };

const never = <T>() => new Promise<T>(() => undefined);

/** Runs `work` until it is done or dead; answers whether it came to that, and its last step. */
export async function workUntilDeath(
  { out, url }: Office,
  diesAfter: number,
  work: (deps: Deps) => Promise<unknown>,
): Promise<{ isDead: boolean; lastStep: string }> {
  const pool = createPool({ databaseUrl: url, maxConnections: 4, onError: () => undefined });
  const clients = new Set<pg.PoolClient>();
  let [steps, isDead, lastStep] = [0, false, ''];
  let tell: () => void = () => undefined;
  const death = new Promise<void>((resolve) => (tell = resolve));
  /** One step is over; true: it was the last. */
  const isOver = (name: string) => {
    if (isDead) return true;
    steps += 1;
    lastStep = name;
    if (steps < diesAfter) return false;
    isDead = true;
    for (const client of clients) socketOf(client).destroy();
    tell();
    return true;
  };
  const step = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    if (isDead) return never();
    const result = await act();
    return isOver(name) ? never() : result;
  };
  pool.on('connect', (client) => {
    clients.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const mortal = (text: unknown, values: unknown, heard: unknown): unknown => {
      const said = typeof values === 'function' ? values : heard;
      const given = typeof values === 'function' ? [] : values;
      const name = typeof text === 'string' ? text.trim().slice(0, 60) : 'statement';
      if (typeof said !== 'function') return step(name, () => query(text, given) as Promise<unknown>);
      if (isDead) return undefined;
      return query(text, given, (error: unknown, result: unknown) => {
        if (!isOver(name)) (said as (error: unknown, result: unknown) => void)(error, result);
      });
    };
    (client as { query: unknown }).query = mortal;
  });
  const { email, journal } = out.deps;
  const deps: Deps = {
    ...out.deps,
    pool,
    email: { ...email, send: (mail) => step('hand-over', () => email.send(mail)) },
    journal: { ...journal, append: (lines) => step('journal', () => journal.append(lines)) },
  };
  await Promise.race([work(deps), death]);
  if (!isDead) await pool.end();
  return { isDead, lastStep };
}

const socketOf = (client: pg.PoolClient) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;
