/**
 * The tabs of one browser: locks with stealing, a channel between them and a clock that the proof moves on. A tab can
 * be frozen (nothing of it runs until it thaws), killed (its locks are free), or not be told that its lock was stolen.
 */
import type { Channel, Tab, TabMoment } from '../../app/database/replication/tab';

type Held = { tab: VirtualTab; reject: (error: Error) => void; isStolen: boolean };
type Waiting = { tab: VirtualTab; start: () => void };
type Timer = { tab: VirtualTab; everyMs: number; nextMs: number; work: () => void };

export class VirtualBrowser {
  nowMs = 0;
  readonly tabs = new Set<VirtualTab>();
  readonly timers = new Set<Timer>();
  readonly #held = new Map<string, Held>();
  readonly #queues = new Map<string, Waiting[]>();

  /** `canSteal` false: a browser, or a client, in which nobody takes a lock from another tab. */
  constructor(private readonly canSteal = true) {}

  open(): VirtualTab {
    const tab = new VirtualTab(this);
    this.tabs.add(tab);
    return tab;
  }

  /** Moves the clock on and runs what is due in tabs that run. */
  pass(ms: number): void {
    this.nowMs += ms;
    for (const timer of this.timers) {
      if (timer.nextMs > this.nowMs) continue;
      timer.nextMs = this.nowMs + timer.everyMs;
      if (timer.tab.runs) timer.work();
    }
  }

  request(
    tab: VirtualTab,
    name: string,
    { steal = false, signal }: LockOptions,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const start = () => {
        const held: Held = { tab, isStolen: false, reject: (error) => tab.hear(() => reject(error), 'lock') };
        this.#held.set(name, held);
        const release = () => {
          if (held.isStolen) return;
          this.#held.delete(name);
          this.#queues.get(name)?.shift()?.start();
        };
        work().then(
          (result) => {
            release();
            resolve(result);
          },
          (error: unknown) => {
            release();
            reject(error as Error);
          },
        );
      };
      const holder = this.#held.get(name);
      if (holder === undefined) start();
      else if (steal && this.canSteal) {
        holder.isStolen = true;
        holder.reject(new DOMException('the lock was stolen', 'AbortError'));
        start();
      } else {
        const queue = this.#queues.get(name) ?? [];
        this.#queues.set(name, queue);
        const waiting: Waiting = { tab, start };
        queue.push(waiting);
        signal?.addEventListener('abort', () => {
          if (!queue.includes(waiting)) return;
          queue.splice(queue.indexOf(waiting), 1);
          reject(new DOMException('the request was given up', 'AbortError'));
        });
      }
    });
  }

  /** What the browser does when a tab is gone. */
  release(tab: VirtualTab): void {
    for (const queue of this.#queues.values())
      for (const waiting of [...queue]) if (waiting.tab === tab) queue.splice(queue.indexOf(waiting), 1);
    for (const [name, held] of [...this.#held]) {
      if (held.tab !== tab) continue;
      held.isStolen = true;
      this.#held.delete(name);
      this.#queues.get(name)?.shift()?.start();
    }
  }
}

export class VirtualTab implements Tab {
  readonly label = 'prove';
  isShown = true;
  /** It works on and does not hear that somebody took its lock, nor what other tabs say, as if two led. */
  isDeaf = false;
  #isFrozen = false;
  #isDead = false;
  #backlog: (() => void)[] = [];
  readonly #listeners = new Map<string, Set<(message: never) => void>>();
  readonly #moments = new Map<TabMoment, Set<() => void>>();

  constructor(private readonly browser: VirtualBrowser) {}

  readonly locks = {
    request: ((name: string, options: LockOptions, work: () => Promise<unknown>) =>
      this.browser.request(this, name, options, work)) as unknown as LockManager['request'],
  };

  get runs(): boolean {
    return !this.#isFrozen && !this.#isDead;
  }
  isVisible(): boolean {
    return this.isShown;
  }
  nowMs = () => this.browser.nowMs;

  every(ms: number, work: () => void): () => void {
    const timer: Timer = { tab: this, everyMs: ms, nextMs: this.browser.nowMs + ms, work };
    this.browser.timers.add(timer);
    return () => this.browser.timers.delete(timer);
  }

  on(moment: TabMoment, listener: () => void): () => void {
    const listeners = this.#moments.get(moment) ?? new Set();
    this.#moments.set(moment, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  channel<M>(name: string): Channel<M> {
    const own = new Set<(message: never) => void>();
    this.#listeners.set(name, own);
    return {
      post: (message) => {
        const copy = structuredClone(message);
        if (this.isDeaf) return;
        for (const tab of this.browser.tabs)
          if (tab !== this)
            tab.hear(() => {
              for (const listener of tab.#listeners.get(name) ?? []) listener(copy as never);
            }, 'channel');
      },
      onMessage: (listener) => {
        own.add(listener as (message: never) => void);
      },
      close: () => own.clear(),
    };
  }

  hear(what: () => void, kind: 'lock' | 'channel'): void {
    if (this.#isDead || (this.isDeaf && kind === 'channel')) return;
    if (this.#isFrozen || this.isDeaf) this.#backlog.push(what);
    else queueMicrotask(what);
  }

  /** Resolves when the tab runs. */
  async running(): Promise<void> {
    if (this.#isDead) await new Promise(() => undefined);
    if (this.#isFrozen) await new Promise<void>((resolve) => this.#backlog.push(resolve));
  }

  show(isShown: boolean): void {
    this.isShown = isShown;
    if (isShown) for (const listener of this.#moments.get('shown') ?? []) listener();
  }

  freeze(): void {
    this.#isFrozen = true;
  }
  /** It runs again, or hears again. */
  thaw(): void {
    this.#isFrozen = false;
    this.isDeaf = false;
    for (const what of this.#backlog.splice(0)) what();
  }

  kill(): void {
    this.#isDead = true;
    this.browser.tabs.delete(this);
    for (const timer of [...this.browser.timers]) if (timer.tab === this) this.browser.timers.delete(timer);
    this.browser.release(this);
  }
}
