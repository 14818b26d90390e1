import { deviceLabel } from './device-label';

/** What the synchronisation needs of the tab it runs in. Real, or several in one process for tests. */
export type TabMoment = 'online' | 'offline' | 'shown';
export type Channel<M> = { post(message: M): void; onMessage(listener: (message: M) => void): void; close(): void };

export type Tab = {
  /** How the device is named in the list of sessions. */
  readonly label: string;
  /** Null where a browser has none (an insecure address in a trial). */
  readonly locks: Pick<LockManager, 'request'> | null;
  isVisible(): boolean;
  /** `shown`: somebody came back to it. Returns how to stop listening. */
  on(moment: TabMoment, listener: () => void): () => void;
  channel<M>(name: string): Channel<M>;
  every(ms: number, work: () => void): () => void;
  nowMs(): number;
};

export function browserTab(): Tab {
  return {
    label: deviceLabel(navigator),
    locks: (navigator as Partial<Navigator>).locks ?? null,
    isVisible: () => document.visibilityState === 'visible',
    on(moment, listener) {
      if (moment !== 'shown') {
        window.addEventListener(moment, listener);
        return () => window.removeEventListener(moment, listener);
      }
      const onVisible = () => {
        if (document.visibilityState === 'visible') listener();
      };
      document.addEventListener('visibilitychange', onVisible);
      window.addEventListener('pageshow', listener);
      return () => {
        document.removeEventListener('visibilitychange', onVisible);
        window.removeEventListener('pageshow', listener);
      };
    },
    channel<M>(name: string): Channel<M> {
      const channel = new BroadcastChannel(name);
      return {
        post: (message) => channel.postMessage(message),
        onMessage: (listener) => {
          channel.onmessage = ({ data }: MessageEvent<M>) => listener(data);
        },
        close: () => channel.close(),
      };
    },
    every(ms, work) {
      const timer = setInterval(work, ms);
      return () => clearInterval(timer);
    },
    nowMs: Date.now,
  };
}
