/**
 * What the office keeps, by what is in it. Endings are lower case, the first is given to a file that has none of them.
 */
export type FileKind = 'image' | 'pdf' | 'audio' | 'video' | 'document' | 'text';
type FileType = { readonly kind: FileKind; readonly endings: readonly string[] };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
export const FILE_TYPES: Readonly<Record<string, FileType>> = {
  'image/jpeg': { kind: 'image', endings: ['jpg', 'jpeg'] },
  'image/png': { kind: 'image', endings: ['png'] },
  'image/webp': { kind: 'image', endings: ['webp'] },
  'image/gif': { kind: 'image', endings: ['gif'] },
  'application/pdf': { kind: 'pdf', endings: ['pdf'] },
  'audio/mpeg': { kind: 'audio', endings: ['mp3'] },
  'audio/ogg': { kind: 'audio', endings: ['ogg', 'opus', 'oga'] },
  'audio/mp4': { kind: 'audio', endings: ['m4a', 'mp4'] },
  'audio/webm': { kind: 'audio', endings: ['weba'] },
  'audio/aac': { kind: 'audio', endings: ['aac'] },
  'audio/wav': { kind: 'audio', endings: ['wav'] },
  'audio/amr': { kind: 'audio', endings: ['amr'] },
  'video/mp4': { kind: 'video', endings: ['mp4', 'm4v'] },
  'video/3gpp': { kind: 'video', endings: ['3gp'] },
  'video/quicktime': { kind: 'video', endings: ['mov'] },
  'video/webm': { kind: 'video', endings: ['webm'] },
  [`${OFFICE}.wordprocessingml.document`]: { kind: 'document', endings: ['docx'] },
  [`${OFFICE}.spreadsheetml.sheet`]: { kind: 'document', endings: ['xlsx'] },
  [`${OFFICE}.presentationml.presentation`]: { kind: 'document', endings: ['pptx'] },
  'application/vnd.oasis.opendocument.text': { kind: 'document', endings: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { kind: 'document', endings: ['ods'] },
  'application/vnd.oasis.opendocument.presentation': { kind: 'document', endings: ['odp'] },
  // Word, Excel and PowerPoint before 2007; what else has that form is refused by its ending.
  'application/x-cfb': { kind: 'document', endings: ['doc', 'xls', 'ppt'] },
  'text/plain': { kind: 'text', endings: ['txt', 'csv', 'vcf', 'ics'] },
};

/** null for what the office does not keep. */
export const fileKindOf = (type: string): FileKind | null => FILE_TYPES[type]?.kind ?? null;

/** Bytes of one file. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
/** Of a file that goes by e-mail: on its way it grows by a third, and many mailboxes take no more than 25 MB in all. */
export const MAX_MAIL_FILE_BYTES = 15 * 1024 * 1024;
/** Width times height of a picture: more than any phone takes, and little enough to be opened. */
export const MAX_IMAGE_PIXELS = 60_000_000;
/** The longer side, in pixels, of a picture as it is kept. */
export const KEPT_IMAGE_SIDE = 4_096;
export const THUMBNAIL_SIDE = 320;
/** Days within which what was deleted is brought back, and after which bytes nobody names any more go. */
export const FILE_UNDO_DAYS = 30;
