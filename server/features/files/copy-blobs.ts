import type { FileStore } from '../../gateways/files/contract';

export type CopiedBlobs = { readonly copied: number; readonly missing: readonly string[] };

/** Brings bytes from one place to another, those alone that are not there; says which are nowhere. */
export async function copyBlobs(
  blobs: readonly { readonly sha256: string; readonly size: number }[],
  from: FileStore,
  to: FileStore,
): Promise<CopiedBlobs> {
  const missing: string[] = [];
  let copied = 0;
  for (const { sha256, size } of blobs) {
    if ((await to.sizeOf(sha256)) === size) continue;
    const bytes = await from.read(sha256);
    const whole = bytes === null ? null : Buffer.concat(await bytes.toArray());
    if (whole === null || whole.length !== size) missing.push(sha256);
    else {
      await to.put(sha256, whole);
      copied += 1;
    }
  }
  return { copied, missing };
}
