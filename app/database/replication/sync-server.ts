/** What the synchronisation needs of a server: the calls of sync/protocol. Real, or in memory for tests. */
import type * as z from 'zod/mini';
import type { CollectionName } from '../../../sync/collections/registry';
import type {
  HelloOutput,
  PullOutput,
  PushInput,
  PushOutput,
  StreamEvent,
  helloInput,
  pullInput,
} from '../../../sync/protocol/messages';

export type SyncServer = {
  hello(input: z.infer<typeof helloInput>): Promise<HelloOutput>;
  pull(input: z.infer<typeof pullInput>): Promise<PullOutput>;
  push(input: PushInput): Promise<PushOutput>;
  /** How many documents of a collection a first synchronisation will bring. */
  count(collection: CollectionName): Promise<number>;
  /** Opens the live stream; returns how to close it. */
  stream(listener: StreamListener): () => void;
};

export type StreamListener = {
  event(event: StreamEvent): void;
  /** The connection broke and is being made again. */
  interrupted(): void;
  /** It will not come back by itself. */
  ended(error: unknown): void;
};

/** The server answered and said no. Anything else that goes wrong is taken for a lost connection and tried again. */
export class ServerRefusal extends Error {
  constructor(
    readonly code: string,
    readonly httpStatus: number,
  ) {
    super(code);
    this.name = 'ServerRefusal';
  }
  get isRevoked(): boolean {
    return this.code === 'session.revoked';
  }
  get isSignedOut(): boolean {
    return this.httpStatus === 401;
  }
  get isUpdateNeeded(): boolean {
    return this.httpStatus === 426;
  }
}
