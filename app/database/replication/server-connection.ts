/**
 * The calls of sync/protocol over tRPC, from a tab or from the worker. Not the client screens use: requests here are
 * never batched, because a page of thousands of rows must not wait for its neighbour, and there is no window in a
 * worker.
 */
import { TRPCClientError, createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { AppRouter } from '../../../server/trpc/root-router';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, SHAPES, SHAPES_HEADER } from '../../../sync/protocol/version';
import type { DigestServer } from './check-digests';
import type { SurrenderServer } from './unsent-work';
import { ServerRefusal, type SyncServer } from './sync-server';

/**
 * A request that gets no answer in this time counts as lost; a page over a slow connection needs the better part of it.
 */
const REQUEST_TIMEOUT_MS = 60_000;
/** Nobody is told for longer than this that the office is there while it does not even begin to answer. */
const SILENT_AFTER_MS = 10_000;

type ServerOptions = {
  /** Of the server, without a slash at the end. */
  origin: string;
  /** A request has waited for the beginning of its answer for 10 s; it goes on waiting. */
  onSilent?: () => void;
  /** Only tests have reason to give another. */
  fetch?: typeof fetch;
};

export function serverConnection(
  { origin, fetch: send = fetch, onSilent }: ServerOptions = { origin: location.origin },
): SyncServer & DigestServer & SurrenderServer {
  const url = `${origin}/trpc`;
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: httpLink({
          url,
          headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), [SHAPES_HEADER]: String(SHAPES) },
          fetch: async (address, options) => {
            const silence = setTimeout(() => onSilent?.(), SILENT_AFTER_MS);
            try {
              return await send(address, {
                ...options,
                credentials: 'same-origin',
                signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
              } as RequestInit);
            } finally {
              clearTimeout(silence);
            }
          },
        }),
      }),
    ],
  });
  const { sync } = client;
  return {
    hello: (input) => sync.hello.mutate(input).catch(rethrow),
    pull: (input) => sync.pull.query(input).catch(rethrow),
    push: (input) => sync.push.mutate(input).catch(rethrow),
    digest: (input) => sync.digest.query(input).catch(rethrow),
    digestOf: (input) => sync.digestOf.query(input).catch(rethrow),
    repair: (input) => sync.repair.mutate(input).catch(rethrow),
    surrender: (work) => sync.surrender.mutate(work).catch(rethrow),
    count: async (collection) => (await sync.count.query({ collection }).catch(rethrow)).count,
    stream(listener) {
      // The office's own settings, by which silence is noticed later, come with the beginning of the answer.
      const unanswered = setTimeout(() => listener.interrupted(), SILENT_AFTER_MS);
      const end = () => clearTimeout(unanswered);
      const subscription = sync.stream.subscribe(undefined, {
        onData: listener.event,
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'pending') end();
          if (state === 'connecting' && error !== null) listener.interrupted();
        },
        onError: (error) => {
          end();
          listener.ended(refusalOf(error) ?? error);
        },
        onComplete: () => {
          end();
          listener.ended(new Error('the stream ended'));
        },
      });
      return () => {
        end();
        subscription.unsubscribe();
      };
    },
  };
}

function rethrow(error: unknown): never {
  throw refusalOf(error) ?? error;
}

function refusalOf(error: unknown): ServerRefusal | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { code, httpStatus } = (error.data ?? {}) as { code?: string; httpStatus?: number };
  return code === undefined || httpStatus === undefined || httpStatus >= 500
    ? null
    : new ServerRefusal(code, httpStatus);
}
