import type { StreamListener, SyncServer } from './sync-server';

/** The live stream of the office (sync/README.md §7): at most one is open. */
export class OfficeStream {
  #close: (() => void) | null = null;

  constructor(
    private readonly server: Pick<SyncServer, 'stream'>,
    private readonly listener: StreamListener,
  ) {}

  /** Does nothing when it is open. */
  open(): void {
    if (this.#close !== null) return;
    const close = this.server.stream({
      ...this.listener,
      ended: (error) => {
        close();
        if (this.#close !== close) return;
        this.#close = null;
        this.listener.ended(error);
      },
    });
    this.#close = close;
  }

  stop(): void {
    this.#close?.();
    this.#close = null;
  }
}
