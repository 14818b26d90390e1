/**
 * A proof is also run with a known mistake put in, which it must find. Each takes as long as the proof itself, so
 * `npm test` puts in a sixth of them, by the commit (SAHA_PART, which server/cli/test.mjs sets), and of the long
 * scenarios of synchronisation it runs a sixth as well; all of them run with `npm test -- --all` and where tests run by
 * themselves.
 */
import { it, type TestOptions } from 'vitest';

const TURNS = 6;

/** Those whose turn it is; `part`: as SAHA_PART says it, '' for all. */
export function inTurn<T>(all: readonly T[], part = process.env['SAHA_PART'] ?? ''): T[] {
  return part === '' ? [...all] : all.filter((_, at) => at % TURNS === Number(part) % TURNS);
}

/** A test with one mistake put in, which has its turn by its name. */
export function itInTurn(name: string, options: TestOptions, test: () => Promise<void>): void {
  const turn = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TURNS;
  it.runIf(inTurn([...Array(TURNS).keys()]).includes(turn))(name, options, test);
}
