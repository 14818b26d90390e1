/**
 * Known ways to build synchronisation wrongly, put in place of the right one from outside. A proof that does not notice
 * them proves nothing. Nothing in the product knows of them: some change the statements on their way to the database,
 * some what a device sends or is given.
 */
export const BREAKAGES = [
  'master-wins',
  'overwrite',
  'sequence-checkpoint',
  'no-idempotence',
  'skew',
  'no-exits',
  'no-digests',
  'blind-digests',
  'settle-none',
  'settle-all',
] as const;
export type Breakage = (typeof BREAKAGES)[number];

/** What the server asks the database, with one part of the protocol taken out. */
export function brokenStatement(text: string, breakage: Breakage | null): string {
  switch (breakage) {
    // The feed goes as far as the newest number given out, as with a sequence, and not as far as what has ended.
    case 'sequence-checkpoint':
      return replaced(text, /pg_snapshot_xmin\(/g, 'pg_snapshot_xmax(', text.includes('forgotten_xid::text'));
    // Nothing remembers what was applied before.
    case 'no-idempotence':
      return replaced(text, /, d\.receipts, /, ", '{}'::jsonb, ", text.includes('FOR UPDATE OF d'));
    // Nobody is told what left their scope.
    case 'no-exits':
      return replaced(
        text,
        /FROM scope_exits e/,
        'FROM (SELECT * FROM scope_exits WHERE false) e',
        text.includes('FROM scope_exits'),
      );
    case 'master-wins':
    case 'overwrite':
    case 'skew':
    case 'no-digests':
    case 'blind-digests':
    case 'settle-none':
    case 'settle-all':
    case null:
      return text;
  }
}

/** A breakage that no longer finds what it breaks would pass for a proof that works. */
function replaced(text: string, pattern: RegExp, by: string, mustMatch: boolean): string {
  const result = text.replace(pattern, by);
  if (mustMatch && result === text) throw new Error(`the breakage finds nothing to break in: ${text.slice(0, 200)}`);
  return result;
}
