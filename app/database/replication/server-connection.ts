/**
 * The calls of sync/protocol over tRPC, from a tab or from the worker. Not the client screens use: requests here are never
 * batched, because a page of thousands of rows must not wait for its neighbour, and there is no window in a worker.
 */
import { TRPCClientError, createTRPCUntypedClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { HelloOutput, PullOutput, PushOutput, StreamEvent } from '../../../sync/protocol/messages';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../sync/protocol/version';
import { ServerRefusal, type SyncServer } from './sync-server';

/** A request that gets no answer in this time counts as lost; a page over a slow connection needs the better part of it. */
const REQUEST_TIMEOUT_MS = 60_000;

export function serverConnection(origin: string = location.origin): SyncServer {
  const url = `${origin}/trpc`;
  const headers = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) };
  const client = createTRPCUntypedClient({
    links: [splitLink({
      condition: (operation) => operation.type === 'subscription',
      // EventSource sends no headers of ours, so the version travels in the address.
      true: httpSubscriptionLink({ url, connectionParams: () => headers }),
      false: httpLink({
        url, headers,
        fetch: (address, options) => fetch(address, { ...options, credentials: 'same-origin', signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }),
      }),
    })],
  });
  const call = async <T>(kind: 'query' | 'mutation', path: string, input?: unknown): Promise<T> => {
    try {
      return await client[kind](path, input) as T;
    } catch (error) {
      throw refusalOf(error) ?? error;
    }
  };
  return {
    hello: (input) => call<HelloOutput>('mutation', 'sync.hello', input),
    pull: (input) => call<PullOutput>('query', 'sync.pull', input),
    push: (input) => call<PushOutput>('mutation', 'sync.push', input),
    count: () => call('query', 'sync.count'),
    stream(onEvent, onError) {
      const subscription = client.subscription('sync.stream', undefined, {
        onData: (event) => onEvent(event as StreamEvent),
        onError: (error) => onError(refusalOf(error) ?? error),
        onComplete: () => onError(new Error('the stream ended')),
      });
      return () => subscription.unsubscribe();
    },
  };
}

function refusalOf(error: unknown): ServerRefusal | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { code, httpStatus } = (error.data ?? {}) as { code?: string; httpStatus?: number };
  return code === undefined || httpStatus === undefined || httpStatus >= 500 ? null : new ServerRefusal(code, httpStatus);
}
