import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Deps } from '../deps';
import { receiveUpload } from '../features/files/receive-upload';

/** As if a device had brought the bytes of a file to the end. */
export async function bringBytes(deps: Deps, fileId: string, bytes: Buffer): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-brought-'));
  const file = path.join(folder, 'file');
  await writeFile(file, bytes);
  await receiveUpload(deps, fileId, file).finally(() => rm(folder, { recursive: true }));
}
