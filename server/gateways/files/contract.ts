/** Where the bytes of files lie. What they are, whose and for how long, nobody in this folder knows. */
import type { Readable } from 'node:stream';

/**
 * A name bytes are kept under: what they are (sha256 in hex), or that with `.` and a word for what was made of them.
 */
export type FileKey = string;
export const FILE_KEY = /^[0-9a-f]{64}(\.[a-z]{1,16})?$/;

/** Bytes in memory, or a file of this machine that stays as it is. */
export type GivenBytes = Uint8Array | { readonly path: string };
/** Both ends count. */
export type ByteRange = { readonly from: number; readonly to: number };

export type FileStore = {
  readonly name: 'disk' | 's3' | 'memory';
  /** In bytes; null where nothing is kept under this name. */
  sizeOf(key: FileKey): Promise<number | null>;
  /** Resolves when the bytes will outlive the machine's losing its power. Giving the same again changes nothing. */
  put(key: FileKey, bytes: GivenBytes): Promise<void>;
  /** null where nothing is kept under this name. */
  read(key: FileKey, range?: ByteRange): Promise<Readable | null>;
  /** Nothing to remove is nothing wrong. */
  remove(key: FileKey): Promise<void>;
  keys(): AsyncIterable<FileKey>;
  close(): void;
};
