/** The live stream (sync/README.md §7) for a device that runs in Node, which has no EventSource. */
import type { StreamListener } from '../../app/database/replication/sync-server';
import type { StreamEvent } from '../../sync/protocol/messages';

/** Returns how to close it. */
export function openStream(origin: string, token: string, listener: StreamListener): () => void {
  const closing = new AbortController();
  const read = async () => {
    const answer = await fetch(`${origin}/trpc/sync.stream`, {
      headers: { cookie: `saha_session=${token}`, accept: 'text/event-stream' },
      signal: closing.signal,
    });
    if (!answer.ok || answer.body === null) throw new Error(`the stream was refused: ${answer.status}`);
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() as string;
      for (const event of events) hear(event, listener);
    }
    throw new Error('the stream ended');
  };
  read().catch((error: unknown) => {
    if (!closing.signal.aborted) listener.ended(error);
  });
  return () => closing.abort();
}

function hear(event: string, listener: StreamListener): void {
  const lines = event.split('\n');
  // Named events are tRPC's own: connected, ping, return.
  if (lines.some((line) => line.startsWith('event:'))) return;
  const data = lines
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .join('');
  if (data !== '') listener.event(JSON.parse(data) as StreamEvent);
}
