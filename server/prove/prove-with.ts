/** What the proofs of sending, consent and restores have in common: their options, a database, and the last line. */
import { parseArgs } from 'node:util';
import { startTemporaryPostgres } from '../db/temporary-postgres';

export type ProofInput<Amount extends string, Breakage extends string> = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly amounts: Readonly<Record<Amount, number>>;
  readonly breakage: Breakage | null;
  readonly say: (line: string) => void;
};
export type ProofResult = {
  /** Everything that was found; none: it holds. */
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
};

const SHOWN = 20;

/** Each of `defaults` may be given as an option. Sets the exit code. */
export async function proveWith<Amount extends string, Breakage extends string>(
  name: string,
  defaults: Readonly<Record<Amount, number>>,
  breakages: readonly Breakage[],
  run: (input: ProofInput<Amount, Breakage>) => Promise<ProofResult>,
): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const amountNames = Object.keys(defaults) as Amount[];
  let values: Record<string, string | undefined>;
  try {
    values = parseArgs({
      args: process.argv.slice(2),
      options: Object.fromEntries(
        ['seed', 'break', ...amountNames].map((option) => [option, { type: 'string' as const }]),
      ),
    }).values as Record<string, string | undefined>;
  } catch (error) {
    return askedWrongly(error instanceof Error ? error.message : String(error));
  }
  const breakage = (values['break'] ?? null) as Breakage | null;
  if (breakage !== null && !breakages.includes(breakage))
    return askedWrongly(`--break is one of ${breakages.join(', ')}`);
  const numberOf = (option: string, otherwise: number) => Number(values[option] ?? otherwise);
  const seed = numberOf('seed', 1);
  const amounts = Object.fromEntries(amountNames.map((one) => [one, numberOf(one, defaults[one])])) as Record<
    Amount,
    number
  >;
  if (![seed, ...Object.values<number>(amounts)].every((value) => Number.isSafeInteger(value) && value >= 0))
    return askedWrongly(`--seed, ${amountNames.map((one) => `--${one}`).join(', ')} are whole numbers`);

  const startedAtMs = performance.now();
  const postgres = await startTemporaryPostgres();
  try {
    const { problems, counts } = await run({ databaseUrl: postgres.url, seed, amounts, breakage, say });
    for (const problem of problems.slice(0, SHOWN)) say(`FOUND ${problem}`);
    if (problems.length > SHOWN) say(`and ${problems.length - SHOWN} more`);
    const ok = problems.length === 0;
    const seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
    say(
      JSON.stringify({
        prove: name,
        ok,
        seed,
        ...(breakage === null ? {} : { break: breakage }),
        ...counts,
        problems: problems.length,
        seconds,
      }),
    );
    process.exitCode = ok ? 0 : 1;
  } finally {
    await postgres.stop();
  }
}

function askedWrongly(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 2;
}
