/**
 * Random files over random offices, beside an oracle that knows what their rows were made to say. Runs die at random
 * places; people edit, merge and delete meanwhile; files are brought again, and taken back.
 */
import { Random } from '../../../prisma/factories/random';
import { createDeps } from '../../deps';
import type { ProofResult } from '../prove-with';
import { withOwnOffice } from '../office-in-process';
import { createPasswordHasher } from '../../features/auth/hash-password';
import type { ImportBreakage } from './import-breakage';
import { importSuppressed } from './suppressed';
import { openGround, type Ground } from './ground';
import { proveMoving } from './moving-file';
import { proveQuiet } from './quiet-file';

export type ImportOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly files: number;
  /** Of one file, at most. */
  readonly rows: number;
  /** Addresses that said no, all of them imported. */
  readonly suppressed: number;
  readonly breakage: ImportBreakage | null;
  readonly say: (line: string) => void;
};

const MAX_PROBLEMS = 20;

export function runImports(options: ImportOptions): Promise<ProofResult> {
  return withOwnOffice(options.databaseUrl, 6, async ({ url, deps: opened }) => {
    const clock = { nowMs: Date.UTC(2026, 10, 24, 9, 30) };
    const deps = createDeps({
      ...opened,
      now: () => clock.nowMs,
      passwords: createPasswordHasher({ memoryCost: 64, timeCost: 1 }),
    });
    const ground = await openGround(deps, url, new Random(options.seed));
    try {
      await proveFiles(ground, options, clock);
      await importSuppressed(ground, options.suppressed, options.breakage);
    } finally {
      await deps.jobs.stop();
      await deps.hub.stop();
      await deps.counting.close();
      await deps.publicPool.end();
      await deps.prisma.$disconnect();
    }
    return { problems: ground.problems, counts: ground.counts };
  });
}

async function proveFiles(ground: Ground, { files, rows, breakage, say }: ImportOptions, clock: { nowMs: number }) {
  for (let at = 0; at < files && ground.problems.length < MAX_PROBLEMS; at += 1) {
    clock.nowMs += 3_600_000;
    const size = ground.random.between(Math.ceil(rows * 0.6), rows);
    // The world stands still while two of three files are imported: of those it is known to the letter what must come.
    const prove = at % 3 === 2 || breakage === 'blind-write' ? proveMoving : proveQuiet;
    await prove(ground, at, size, breakage);
    if ((at + 1) % 20 === 0) say(`${at + 1} files`);
  }
}
