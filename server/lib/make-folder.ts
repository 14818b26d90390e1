import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../start-error';

/**
 * Makes `folder` and what is missing above it; one that is there is left as it is. Node's own `recursive` tries for
 * ever below a folder that takes no others, such as /proc. Throws StartError there, else what mkdir throws.
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  const problem = await tryToMake(folder, mode);
  if (problem?.code !== 'ENOENT') return throwIfAny(problem);
  await makeFolder(path.dirname(folder), mode);
  const still = await tryToMake(folder, mode);
  if (still?.code === 'ENOENT') throw new StartError(`No folder can be made at ${folder}: choose another place`);
  throwIfAny(still);
}

async function tryToMake(folder: string, mode: number): Promise<NodeJS.ErrnoException | null> {
  try {
    await mkdir(folder, { mode });
    return null;
  } catch (error) {
    const isThere =
      (error as NodeJS.ErrnoException).code === 'EEXIST' &&
      (await stat(folder).catch(() => null))?.isDirectory() === true;
    return isThere ? null : (error as NodeJS.ErrnoException);
  }
}

function throwIfAny(problem: NodeJS.ErrnoException | null): void {
  if (problem !== null) throw problem;
}
