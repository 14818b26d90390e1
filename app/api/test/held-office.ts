import { vi } from 'vitest';

type Call = {
  /** The procedure that was called, as in `work.declineForwarded`. */
  readonly path: string;
  readonly input: unknown;
  readonly answer: (data: unknown) => void;
  /** The office says no, with one of the codes of sync/errors.ts. */
  readonly refuse: (code: string) => void;
  /** The office cannot be reached. */
  readonly fail: () => void;
};

/** An office whose answers come when a test says so; what `atOnce` names is answered by itself. */
export function heldOffice(atOnce: Readonly<Record<string, () => unknown>> = {}): { readonly calls: readonly Call[] } {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', (address: string, options?: { body?: string }) => {
    const path = /\/trpc\/([\w.]+)/.exec(address)?.[1];
    if (path === undefined) return Promise.reject(new TypeError('Failed to fetch'));
    const known = atOnce[path];
    if (known !== undefined) return Promise.resolve(answerOf(known()));
    return new Promise<Response>((resolve, reject) =>
      calls.push({
        path,
        input: options?.body === undefined ? undefined : (JSON.parse(options.body) as unknown),
        answer: (data) => resolve(answerOf(data)),
        refuse: (code) => resolve(refusalOf(code)),
        fail: () => reject(new TypeError('Failed to fetch')),
      }),
    );
  });
  return { calls };
}

const refusalOf = (code: string) =>
  new Response(JSON.stringify({ error: { message: code, code: -32_009, data: { code, httpStatus: 409 } } }), {
    status: 409,
    headers: { 'content-type': 'application/json' },
  });
const answerOf = (data: unknown) =>
  new Response(JSON.stringify({ result: { data } }), { headers: { 'content-type': 'application/json' } });
