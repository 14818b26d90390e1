/**
 * In which order the runner takes the files.
 *
 * It keeps a worker, and what the worker has loaded, only while the next file of the queue needs the same
 * environment. Left to sizes, files with a window and files without alternate, and nearly each of them pays for a
 * process, a window and every module anew. The proofs come first: they are short files that take long.
 */
import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const DECLARED = /@vitest-environment\s+([\w-]+)/;

/** The environment the first lines of a test name; an empty text where they name none. */
export function environmentOf(source: string): string {
  return DECLARED.exec(source.slice(0, 1_000))?.[1] ?? '';
}

export class GroupedSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const group = new Map(
      files.map((file) => [
        file,
        [
          file.project.name,
          file.moduleId.includes('/server/prove/') ? 0 : 1,
          environmentOf(readFileSync(file.moduleId, 'utf8')),
        ].join(' '),
      ]),
    );
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => (group.get(a) ?? '').localeCompare(group.get(b) ?? ''));
  }
}
