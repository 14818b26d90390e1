/**
 * Files travel within JSON here, in base64. They are read and written a piece at a time: whole, one of them would be in
 * memory three times over.
 */
const QUOTE = 0x22;
const MOST_REST_BYTES = 1024 * 1024;

/**
 * JSON without the bytes of the fields of these names (strings in base64), which go to `onBytes` as they come; the
 * fields stay, empty. Throws where the rest is longer than any answer.
 */
export async function readAround(
  stream: AsyncIterable<Uint8Array>,
  fields: readonly string[],
  onBytes: (bytes: Buffer) => Promise<void> | void,
): Promise<string> {
  // Within a text every quote has a backslash before it, so that this stands nowhere but at a field's beginning.
  const marks = fields.map((field) => Buffer.from(`"${field}":"`));
  let rest = Buffer.alloc(0);
  let isInside = false;
  let left = '';
  for await (const given of stream) {
    const chunk = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    let at = 0;
    while (at < chunk.length) {
      if (isInside) {
        const end = chunk.indexOf(QUOTE, at);
        left += chunk.subarray(at, end === -1 ? undefined : end).toString('latin1');
        const whole = end === -1 ? left.length - (left.length % 4) : left.length;
        if (whole > 0) await onBytes(Buffer.from(left.slice(0, whole), 'base64'));
        left = left.slice(whole);
        isInside = end === -1;
        at = end === -1 ? chunk.length : end;
        continue;
      }
      const before = rest.length;
      rest = Buffer.concat([rest, chunk.subarray(at)]);
      const cut = endOfFirst(rest, marks, before);
      at = cut === -1 ? chunk.length : at + cut - before;
      if (cut !== -1) rest = rest.subarray(0, cut);
      isInside = cut !== -1;
      if (rest.length > MOST_REST_BYTES) throw new Error('too long an answer');
    }
  }
  return rest.toString('utf8');
}

/** Where the first of them ends that was not there whole in the first `before` bytes; -1: there is none. */
function endOfFirst(bytes: Buffer, marks: readonly Buffer[], before: number): number {
  const found = marks.flatMap((mark) => {
    const from = bytes.indexOf(mark, Math.max(0, before - mark.length + 1));
    return from === -1 ? [] : [from + mark.length];
  });
  return found.length === 0 ? -1 : Math.min(...found);
}

/** A JSON object with one more field, which holds `bytes` in base64. `about` has at least one field. */
export async function* writeAround(
  about: Readonly<Record<string, unknown>>,
  field: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(about).slice(0, -1)},${JSON.stringify(field)}:"`);
  let left = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const all = left.length === 0 ? Buffer.from(chunk) : Buffer.concat([left, chunk]);
    const whole = all.length - (all.length % 3);
    yield Buffer.from(all.subarray(0, whole).toString('base64'), 'latin1');
    left = all.subarray(whole);
  }
  yield Buffer.from(`${left.toString('base64')}"}`, 'latin1');
}
