/** What other features know of lines, and tell them. */
import type { Deps } from '../../deps';
import type { LineState } from '../../gateways/whatsapp/contract';
import { notePairing, noteState, readLines, type Line } from './lines.store';

export type { Line };

/** Those that are the office's now, the oldest first. */
export const allLines = ({ pool }: Pick<Deps, 'pool'>): Promise<Line[]> => readLines(pool);

/** A hand-over found it otherwise than it was known: asked again soon, it leaves nothing meanwhile. */
export async function noteDown(
  { pool }: Pick<Deps, 'pool'>,
  id: string,
  state: Exclude<LineState, 'open'>,
): Promise<void> {
  await noteState(pool, id, state);
}

/** What is to be scanned or typed now. */
export const tellPairing = (
  { pool }: Pick<Deps, 'pool'>,
  id: string,
  qr: string | null,
  code: string | null,
): Promise<void> => notePairing(pool, id, qr, code);
