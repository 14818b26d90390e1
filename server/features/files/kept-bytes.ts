/** What becomes of a file's bytes at the office: kept, or refused for a reason that a person can be told. */
import { CodedError } from '../../lib/coded-error';
import type { KeptBlob } from './blobs.store';

/** What a file's document says of its bytes. */
export type BytesAnswer = {
  readonly state: 'stored' | 'refused';
  /** Why it was refused: the code of an error; '' where it was not. */
  readonly reason: string;
  readonly type: string;
  readonly size: number;
};
export type Refused = { readonly code: string };
/** What a person can be told is an answer; all else goes on as an error. */
export async function orRefusal(keeping: Promise<KeptBlob>): Promise<KeptBlob | Refused> {
  try {
    return await keeping;
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code };
    throw error;
  }
}

export function bytesAnswer(kept: KeptBlob | Refused): BytesAnswer {
  return 'code' in kept
    ? { state: 'refused', reason: kept.code, type: '', size: 0 }
    : { state: 'stored', reason: '', type: kept.type, size: kept.size };
}
