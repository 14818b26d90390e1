/**
 * Dependencies of a worker that may die: from then on nothing it began ever comes back, and nothing of it is recorded.
 */
import type pg from 'pg';
import type { Deps } from '../../deps';
import type { Outcome } from '../../gateways/outcome';

export type Mortal = { readonly deps: Deps; readonly death: Promise<void>; die(): void };

const never = <T>() => new Promise<T>(() => undefined);

/** `diesAfter`: so many hand-overs; the last of them reaches the provider, and its answer nobody. */
export function mortalDeps(deps: Deps, diesAfter: number): Mortal {
  let isDead = false;
  let handedOver = 0;
  let tell: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const die = () => {
    isDead = true;
    tell();
  };
  const handOver = async (send: () => Promise<Outcome>): Promise<Outcome> => {
    if (isDead) return never();
    handedOver += 1;
    const isLast = handedOver >= diesAfter;
    const outcome = await send();
    if (isLast) die();
    return isDead ? never() : outcome;
  };
  const pool = new Proxy(deps.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'query' || typeof value !== 'function')
        return typeof value === 'function' ? value.bind(target) : value;
      return (...query: unknown[]) =>
        isDead ? never() : (value as (...args: unknown[]) => Promise<unknown>).apply(target, query);
    },
  }) as pg.Pool;
  return {
    deps: {
      ...deps,
      pool,
      sms: { ...deps.sms, send: (sms) => handOver(() => deps.sms.send(sms)) },
      email: { ...deps.email, send: (mail) => handOver(() => deps.email.send(mail)) },
    },
    death,
    die,
  };
}
