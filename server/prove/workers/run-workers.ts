/** One office for what workers do, and an empty database for every start. */
import { openOffice } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';
import { startTogether } from './cold-starts';
import { dieAtEveryPoint } from './kill-points';
import { outliveClaims } from './long-hand-overs';
import type { Workshop } from './workshop';

export type WorkersOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly runs: number;
  readonly points: number;
  readonly starts: number;
  /** What nobody knows is simply tried again. Must be found. */
  readonly breakage: 'blind-resend' | null;
  readonly say: (line: string) => void;
};

export async function runWorkers(options: WorkersOptions): Promise<ProofResult> {
  const { databaseUrl, runs, points, starts, say } = options;
  const [problems, counts]: [string[], Record<string, number>] = [[], {}];
  await withMigratedPlace(databaseUrl, async ({ url, folder }) => {
    const clock = { nowMs: Date.now() };
    const office = await openOffice(url, folder, () => clock.nowMs);
    const workshop: Workshop = {
      out: office.out,
      url,
      clock,
      random: new Random(options.seed),
      isBlind: options.breakage === 'blind-resend',
      problems,
      counts,
    };
    try {
      await outliveClaims(workshop, runs);
      say(`${runs} claims outlived, ${problems.length} problems`);
      await dieAtEveryPoint(workshop, points);
      say(`died at ${counts['killPoints'] ?? 0} points, ${problems.length} problems`);
    } finally {
      await office.close();
    }
  });
  for (let at = 0; at < starts; at += 1) {
    problems.push(...(await startTogether(databaseUrl)));
    if ((at + 1) % 10 === 0) say(`${at + 1} starts of five workers, ${problems.length} problems`);
  }
  return { problems, counts: { ...counts, coldStarts: starts } };
}
