/** Brings a file with customers to the office, whole. */
import { ERROR_CODES } from '../../../sync/errors';
import { MAX_IMPORT_BYTES } from '../../../sync/rules/import';
import type { TextValues } from '../../i18n/use-text';

/** `key`: the words for it. `mayPass`: the same file may be taken later as it is. */
export class NotBrought extends Error {
  constructor(
    readonly key: string,
    readonly params: TextValues = {},
    readonly mayPass = false,
  ) {
    super(key);
  }
}

/** Longer than any network takes that one would wait for. */
const PATIENCE_MS = 10 * 60_000;

/** The file as it is now: whatever becomes of it on the disk, this is what is brought. Throws NotBrought. */
export async function readTableFile(file: File): Promise<ArrayBuffer> {
  if (file.size > MAX_IMPORT_BYTES) throw new NotBrought('error.import.tooLarge');
  try {
    return await file.arrayBuffer();
  } catch {
    throw new NotBrought('imports.notOpened');
  }
}

/**
 * `onPart` is told which part of it has left, 0 to 1. Brought again under the same id it is the same import. Throws
 * NotBrought.
 */
export function bringTable(
  id: string,
  name: string,
  bytes: ArrayBuffer,
  onPart: (part: number) => void,
): Promise<void> {
  // fetch says nothing of how much has left.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/import-files/${id}?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.timeout = PATIENCE_MS;
    request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total);
    const unreached = () => reject(new NotBrought('error.server.unavailable', {}, true));
    request.onerror = unreached;
    request.ontimeout = unreached;
    request.onload = () => {
      if (request.status === 200) resolve();
      else reject(refusalOf(request.response));
    };
    request.send(bytes);
  });
}

/** What the office answered, or something between here and the office that does not know us. */
export function refusalOf(answer: unknown): NotBrought {
  const { code, params } = (answer as { error?: { data?: { code?: unknown; params?: TextValues } } } | null)?.error
    ?.data ?? { code: null };
  if (typeof code !== 'string' || !(ERROR_CODES as readonly string[]).includes(code))
    return new NotBrought('error.server.failed', {}, true);
  // Of the file itself nothing will be different; whoever calls too much, or is signed out, may bring it later.
  return new NotBrought(`error.${code}`, params ?? {}, !code.startsWith('import.') || code === 'import.tooMany');
}
