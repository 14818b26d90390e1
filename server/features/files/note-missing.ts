import type { Deps } from '../../deps';
import { filesToTell } from './blobs.store';

/** As it stands on the document of a file whose bytes were kept and are there no more. */
export const MISSING = 'file.missing';

/**
 * Says on every file of these bytes whether they are there, so that lists say it too and not only whoever opens one.
 * `cause`: what found out, for the audit trail.
 */
export async function noteMissing(
  { pool, writeAsOffice }: Pick<Deps, 'pool' | 'writeAsOffice'>,
  sha256: string,
  isThere: boolean,
  cause: string,
): Promise<void> {
  const reason = isThere ? '' : MISSING;
  const ids = await filesToTell(pool, sha256, isThere ? MISSING : '');
  if (ids.length === 0) return;
  await writeAsOffice(
    'files',
    ids.map((id) => ({ id, values: { reason } })),
    cause,
  );
}
