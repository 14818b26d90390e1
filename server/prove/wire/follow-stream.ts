/** A device's live stream, followed from its first word to its end. */
import http from 'node:http';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../sync/protocol/version';
import type { WireClient } from './wire-client';

export type FollowedStream = {
  /** When it ended or said that it would go no further (performance.now()); null when it did not within so long. */
  ended(patienceMs: number): Promise<number | null>;
  /** Everything it has said. */
  readonly said: () => string;
  stop(): void;
};

/** Resolves when it has said its first word. */
export function followStream({ origin }: WireClient, cookie: string): Promise<FollowedStream> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      `${origin}/trpc/sync.stream`,
      { agent: false, headers: { cookie, accept: 'text/event-stream', [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) } },
      (response) => {
        let said = '';
        let endedAtMs: number | null = null;
        let heard: () => void = () => undefined;
        const over = () => {
          endedAtMs ??= performance.now();
          heard();
        };
        response.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('resync')) resolve(stream);
          if (said.includes('event: serialized-error') || said.includes('event: return')) over();
        });
        response.on('end', over);
        response.on('error', over);
        const stream: FollowedStream = {
          said: () => said,
          stop: () => void request.destroy(),
          ended: async (patienceMs) => {
            if (endedAtMs !== null) return endedAtMs;
            let timer: NodeJS.Timeout | undefined;
            await Promise.race([
              new Promise<void>((done) => {
                heard = done;
              }),
              new Promise<void>((done) => {
                timer = setTimeout(done, patienceMs);
              }),
            ]);
            clearTimeout(timer);
            return endedAtMs;
          },
        };
      },
    );
    request.on('error', reject);
  });
}
