/**
 * The build after this one: the same sources, but for the three lists of nouns, in whose place those of `next/` are
 * read. Whoever makes a build is told so (Vite, esbuild); the sources know nothing of it.
 */
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const NEXT = path.join(ROOT, 'server/prove/builds/next');
const REPLACED: Readonly<Record<string, string>> = {
  'sync/collections/nouns': 'nouns.ts',
  'server/replication/nouns': 'replications.ts',
  'app/records/record-kinds': 'record-kinds.ts',
};
/** A mistake that a proof has to find: see the module. */
const LACKING: Readonly<Record<string, string>> = { ...REPLACED, 'sync/collections/nouns': 'lacking-nouns.ts' };

/** What is read instead of a module that is asked for; null: it itself. What stands in `next/` reads today's. */
export function inNextBuild(source: string, importer: string, replaced = REPLACED): string | null {
  if (!source.startsWith('.') || importer.startsWith(NEXT)) return null;
  const asked = path.relative(ROOT, path.resolve(path.dirname(importer), source)).replace(/\.ts$/, '');
  const instead = replaced[asked];
  return instead === undefined ? null : path.join(NEXT, instead);
}

/** A plugin of Vite. */
export const nextBuildOf = (which: 'next' | 'lacking') =>
  ({
    name: 'next-build',
    enforce: 'pre',
    resolveId: (source: string, importer: string | undefined) =>
      importer === undefined ? null : inNextBuild(source, importer, which === 'next' ? REPLACED : LACKING),
  }) as const;

export const nextBuild = nextBuildOf('next');
