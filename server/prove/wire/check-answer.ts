/** What every refusal must be: coded, and silent about how the server is made. */
import { ERROR_CODES } from '../../../sync/errors';
import type { WireAnswer } from './wire-client';

const INSIDES = [
  /\n?\s+at [^\s(]+ ?\(?[^\s)]*:\d+:\d+/,
  /node_modules|node:internal|\.(ts|mjs|tsx):\d+/,
  /\/(root|home|tmp|work|var|usr)\//,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|SET|VALUES|WHERE)\b/,
  /"public"\."|\bprisma\b|PrismaClient|\bpg_\w+|postgres(ql)?\b|SQLSTATE|syntax error at|invalid input syntax|violates .* constraint/i,
  /"stack"|TypeError|RangeError|SyntaxError|ZodError|TRPCError/,
] as const;
const CODES: ReadonlySet<string> = new Set(ERROR_CODES);

type Part = { error?: { message?: unknown; data?: { code?: unknown } }; result?: { data?: unknown } };

/** Wrong with the answer to a request that must be refused; null: nothing. */
export function problemOfRefusal({ status, text, type }: WireAnswer, method = 'POST'): string | null {
  if (status === 0) return `no answer (${text})`;
  if (status >= 500) return `status ${status}: ${text.slice(0, 200)}`;
  const inside = insideOf(text);
  if (inside !== null) return `tells of its insides: ${inside}`;
  if (method === 'HEAD') return null;
  const parts = partsOf(text, type);
  if (parts === null) return `status ${status}, ${type === '' ? 'no type' : type}: not a coded error`;
  for (const { error, result } of parts) {
    if (error === undefined) {
      if (!isAllRefused(result?.data)) return `status ${status}: taken`;
      continue;
    }
    if (typeof error.data?.code !== 'string' || !CODES.has(error.data.code))
      return `status ${status}: an error without one of our codes`;
    if (error.message !== error.data.code) return `status ${status}: its message is not its code`;
  }
  return null;
}

/**
 * An answer's parts, more than one for a batch; null where it is nothing of ours. A stream says inside that it will not
 * be one.
 */
function partsOf(text: string, type: string): Part[] | null {
  const stream = type.startsWith('text/event-stream')
    ? /^event: serialized-error\ndata: (.*)$/m.exec(text)?.[1]
    : undefined;
  try {
    const body = JSON.parse(stream ?? text) as Part | Part[];
    return Array.isArray(body) ? body : stream === undefined ? [body] : [{ error: body as Part['error'] & object }];
  } catch {
    return null;
  }
}

/** The place where an answer shows a stack, a statement, a file or a library; null where it does not. */
export function insideOf(text: string): string | null {
  for (const pattern of INSIDES) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found.slice(0, 120);
  }
  return null;
}

/** A push is answered row by row. */
function isAllRefused(data: unknown): boolean {
  const results = (data as { results?: unknown } | undefined)?.results;
  return (
    Array.isArray(results) &&
    results.length > 0 &&
    results.every(
      (result) =>
        (result as { outcome?: unknown }).outcome === 'refused' &&
        CODES.has(String((result as { code?: unknown }).code)),
    )
  );
}
