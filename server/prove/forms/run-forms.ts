/** Many interleavings, one after the other; a world is left behind before it grows old. */
import { vi } from 'vitest';
import { Random } from '../../../prisma/factories/random';
import type { FormsBreakage } from './breakages';
import { runInterleaving, type Counts } from './run-interleaving';
import { runScriptedDays } from './scripted-days';
import { separateFocus } from './shared-browser';
import { World } from './world';

const RUNS_PER_WORLD = 25;

export async function runForms({
  seed,
  runs,
  breakage,
  say,
}: {
  /** Of the first interleaving; the others count on from it. */
  seed: number;
  /** 0: the scripted days alone. */
  runs: number;
  breakage: FormsBreakage | null;
  say: (line: string) => void;
}): Promise<{ problems: string[]; counts: Counts & { runs: number } }> {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  separateFocus();
  const counts = { runs: 0, steps: 0, confirmed: 0, cards: 0, reloads: 0, kills: 0, looks: 0 };
  const problems: string[] = [];
  do {
    const world = await World.open(breakage);
    try {
      problems.push(...(await runScriptedDays(world, breakage)));
      for (let at = 0; at < RUNS_PER_WORLD && counts.runs < runs; at += 1) {
        const found = await runInterleaving(world, new Random(seed + counts.runs), breakage, counts);
        if (found.length > 0) problems.push([`seed ${seed + counts.runs}`, ...found].join('\n'));
        counts.runs += 1;
      }
    } finally {
      await world.close();
    }
    say(`${counts.runs} interleavings, ${counts.confirmed} values confirmed, ${problems.length} with findings`);
  } while (counts.runs < runs);
  return { problems, counts };
}
