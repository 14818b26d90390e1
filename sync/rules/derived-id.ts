import { parse, v5 } from 'uuid';

/** As bytes: as text it would be read anew with every id. */
const SPACE = parse('6f0f7c1e-3c1b-4c55-9d0e-5a6d1b0c9a21');

/**
 * The id of what is there once per `parts`: two devices that make it without knowing of each other make one document.
 * UUIDv5 (RFC 9562, 5.5) over the parts as JSON, so that ('a', 'b/c') and ('a/b', 'c') differ.
 */
export function derivedId(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), SPACE);
}
