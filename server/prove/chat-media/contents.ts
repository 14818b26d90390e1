/** What is sent in either direction, and what becomes of it at an office that works. */
import { createHash } from 'node:crypto';
import type { Random } from '../../../prisma/factories/random';
import { documentOf, giantPicture } from '../files/contents';

export type Content = {
  readonly name: string;
  readonly kind: 'document' | 'audio';
  readonly mime: string;
  readonly pieces: () => AsyncGenerator<Buffer>;
  readonly size: number;
  /** Of the bytes as they were made: documents and voices are kept as they came. '' where they are refused. */
  readonly sha256: string;
  /** Why the office does not keep it; '' where it does. */
  readonly refusal: string;
};

const PIECE = 64 * 1024;
const LARGE_MB = 24;
const TOO_LARGE_MB = 50;

function whole(bytes: Buffer, about: Pick<Content, 'name' | 'kind' | 'mime' | 'refusal'>): Content {
  const sha256 = about.refusal === '' ? createHash('sha256').update(bytes).digest('hex') : '';
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  };
  return { ...about, pieces, size: bytes.length, sha256 };
}

/** Nobody holds it whole. */
function long(megabytes: number, at: number, refusal: string): Content {
  const pieces = async function* () {
    yield Buffer.from(`%PDF-1.4\n% ${at}\n`.padEnd(PIECE, ' '));
    for (let piece = 1; piece < (megabytes * 1024 * 1024) / PIECE; piece += 1) yield Buffer.alloc(PIECE, piece % 251);
  };
  const hash = createHash('sha256').update(Buffer.from(`%PDF-1.4\n% ${at}\n`.padEnd(PIECE, ' ')));
  for (let piece = 1; piece < (megabytes * 1024 * 1024) / PIECE; piece += 1)
    hash.update(Buffer.alloc(PIECE, piece % 251));
  const about = { name: `Katalog ${at}.pdf`, kind: 'document' as const, mime: 'application/pdf', refusal };
  return { ...about, pieces, size: megabytes * 1024 * 1024, sha256: refusal === '' ? hash.digest('hex') : '' };
}

/** The head of an Ogg page with an Opus stream (RFC 7845, 5.1), and something nobody else says. */
function voice(at: number): Buffer {
  const page = Buffer.alloc(28);
  page.write('OggS', 0, 'latin1');
  page[5] = 2;
  page[26] = 1;
  page[27] = 19;
  return Buffer.concat([
    page,
    Buffer.from('OpusHead\u0001\u0001', 'latin1'),
    Buffer.from(`voice ${at}`.padEnd(200, '.')),
  ]);
}

export class Contents {
  private constructor(
    private readonly random: Random,
    private readonly giant: Buffer,
  ) {}

  /** `isLarge`: with what is long, and a picture that unfolds to a gigabyte. */
  static async make(random: Random, isLarge: boolean): Promise<Contents> {
    return new Contents(random, isLarge ? await giantPicture(30_000) : await giantPicture(9_000));
  }

  /** The `at`-th of this run. */
  next(at: number, isLarge: boolean): Content {
    const document = { name: `Teklif ${at}.pdf`, kind: 'document' as const, mime: 'application/pdf', refusal: '' };
    if (isLarge && at % 60 === 7) return long(LARGE_MB, at, '');
    if (isLarge && at % 60 === 37) return long(TOO_LARGE_MB, at, 'file.tooLarge');
    if (at % 25 === 3)
      return whole(this.giant, {
        ...document,
        name: `harita ${at}.png`,
        mime: 'image/png',
        refusal: 'file.tooManyPixels',
      });
    if (at % 9 === 4)
      return whole(Buffer.from(`MZ\u0090\u0000${at}`, 'latin1'), { ...document, refusal: 'file.typeRefused' });
    if (at % 11 === 5)
      return whole(Buffer.from(`<!doctype html><p>${at}`), {
        ...document,
        name: `not ${at}.txt`,
        refusal: 'file.typeRefused',
      });
    if (at % 4 === 1) return whole(voice(at), { name: `ses ${at}.ogg`, kind: 'audio', mime: 'audio/ogg', refusal: '' });
    return whole(documentOf(at, this.random), document);
  }
}
