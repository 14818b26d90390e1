import type { Breakage } from './breakage';
import type { ProvingGround } from './proving-ground';
import type { Tally } from './tally';
import type { WireBreakage } from './wire/wire-breakage';

/** What every scenario of the proof is given. */
export type ScenarioInput = {
  ground: ProvingGround;
  tally: Tally;
  seed: number;
  short: boolean;
  breakage: Breakage | null;
  databaseUrl: string;
  /** Of faulty-office, where something else than its usual length is wanted; in full 50 runs of 120 s. */
  runs?: number;
  runSeconds?: number;
  /** For the scenarios on the wire. */
  wireBreakage?: WireBreakage | null;
  /** Instead of the form's own: how many of what the scenario counts. */
  amount?: number;
  /** One procedure alone, to see a failure of the fuzzing again. */
  only?: string;
};
