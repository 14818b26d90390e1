import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/** How to reach the embedded server; kept in postgres.json, readable by the owner alone. */
export type Access = { readonly port: number; readonly password: string };

/** `wanted` when nobody listens there (0: any), else some free port. */
export async function freePort(wanted: number): Promise<number> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(wanted, '127.0.0.1', resolve));
  } catch (error) {
    if (wanted === 0) throw error;
    return freePort(0);
  }
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** null when the file is missing or spoilt. */
export function readAccess(file: string): Access | null {
  try {
    const { port, password } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Access>;
    return typeof port === 'number' && typeof password === 'string' ? { port, password } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error;
    return null;
  }
}

export async function writeAccess(file: string, access: Access): Promise<void> {
  await writeFile(file, `${JSON.stringify(access)}\n`, { mode: 0o600, flush: true });
}
