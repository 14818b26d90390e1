/** What a file is, by what is in it; its name decides only between what the bytes leave open. */
import { fileTypeFromBuffer } from 'file-type';
import { FILE_TYPES } from '../../../sync/rules/file-types';
import { endingOf } from '../../../sync/rules/file-name';
import { CodedError } from '../../lib/coded-error';
import type { GivenBytes } from '../../gateways/files/contract';
import { readPart } from './given-bytes';
import { archiveType } from './archive-type';

/** As far as anything that is kept tells what it is. */
const HEAD_BYTES = 64 * 1024;
/** The same by other names. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
  'video/3gpp2': 'video/3gpp',
};
/** Pictures that are kept as JPEG, where this machine can open them. */
export const CONVERTED: readonly string[] = ['image/heic', 'image/heic-sequence', 'image/heif', 'image/avif'];

/**
 * One of FILE_TYPES or CONVERTED. Throws a CodedError where it is something the office does not keep: programs, pages,
 * drawings that carry scripts, archives, documents with macros.
 */
export async function detectType(given: GivenBytes, name: string): Promise<string> {
  const head = await readPart(given, 0, HEAD_BYTES);
  // Nobody but ourselves looks into archives: what does it well elsewhere unpacks them, and some are made to burst.
  if (startsWith(head, [0x50, 0x4b])) return archiveType(given);
  // A form of old films by which such a look can be made to take for ever.
  if (startsWith(head, [0x30, 0x26, 0xb2, 0x75])) throw new CodedError('file.typeRefused');
  if (
    startsWith(
      head,
      [...'#!AMR'].map((letter) => letter.charCodeAt(0)),
    )
  )
    return 'audio/amr';
  const found = (await fileTypeFromBuffer(head))?.mime as string | undefined;
  const type = found === undefined ? textType(head, name) : ofSound(OTHER_NAMES[found] ?? found, head, name);
  const allowed = FILE_TYPES[type];
  if (CONVERTED.includes(type)) return type;
  if (allowed === undefined) throw new CodedError('file.typeRefused');
  // What has the form of old documents may as well be a program's installer.
  if (type === 'application/x-cfb' && !allowed.endings.includes(endingOf(name)))
    throw new CodedError('file.typeRefused');
  return type;
}

/** One form holds films and what browsers record of a voice; which it is, the names of its tracks tell. */
function ofSound(type: string, head: Buffer, name: string): string {
  if (type !== 'video/webm' && type !== 'video/mp4') return type;
  const tracks = head.toString('latin1');
  // Handlers of tracks (ISO 14496-12, 8.4.3); they may stand at the end, and then its name decides.
  if (type === 'video/mp4') return endingOf(name) === 'm4a' && !tracks.includes('vide') ? 'audio/mp4' : type;
  return /A_(OPUS|VORBIS)/.test(tracks) && !/V_(VP[89]|AV1|MPEG)/.test(tracks) ? 'audio/webm' : type;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

/**
 * Plain text is what is named so, has no bytes that letters have not, and does not begin as a page or a drawing would.
 */
function textType(head: Uint8Array, name: string): string {
  if (!FILE_TYPES['text/plain']?.endings.includes(endingOf(name))) return '';
  if (head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return '';
  const begins = Buffer.from(head.subarray(0, 200))
    .toString('utf8')
    .replace(/^[\ufeff\s]+/, '');
  return begins.startsWith('<') || begins.startsWith('%!') || begins.startsWith('#!') ? '' : 'text/plain';
}
