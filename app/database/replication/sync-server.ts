/** What the synchronisation needs of a server: the calls of sync/protocol. Real, or in memory for tests. */
import type * as z from 'zod/mini';
import type { CollectionName } from '../../../sync/collections/definition';
import type { HelloOutput, PullOutput, PushInput, PushOutput, StreamEvent, helloInput, pullInput } from '../../../sync/protocol/messages';

export type SyncServer = {
  hello(input: z.infer<typeof helloInput>): Promise<HelloOutput>;
  pull(input: z.infer<typeof pullInput>): Promise<PullOutput>;
  push(input: PushInput): Promise<PushOutput>;
  /** How many documents of each collection the caller sees. */
  count(): Promise<Partial<Record<CollectionName, number>>>;
  /** Calls `onEvent` until closed; `onError` when the stream is lost for good. Returns how to close it. */
  stream(onEvent: (event: StreamEvent) => void, onError: (error: unknown) => void): () => void;
};

/** The server answered and said no. Anything else that goes wrong is taken for a lost connection and tried again. */
export class ServerRefusal extends Error {
  constructor(readonly code: string, readonly httpStatus: number) {
    super(code);
    this.name = 'ServerRefusal';
  }
  get isSignedOut(): boolean { return this.httpStatus === 401; }
  get isUpdateNeeded(): boolean { return this.httpStatus === 426; }
  /** The request itself is at fault: sending the same again cannot help. */
  get isFinal(): boolean { return this.httpStatus >= 400 && this.httpStatus < 500 && this.httpStatus !== 408 && this.httpStatus !== 429; }
}
