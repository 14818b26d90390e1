/** Who lets reminders leave in the proof: workers in processes of their own, or in this one. */
import type { Pool } from 'pg';
import type { Random } from '../../../prisma/factories/random';

export type Taken = { readonly channel: 'sms' | 'email'; readonly to: string; readonly text: string };
export type Crew = {
  /** Lets everything leave that may; resolves when nothing is under way. `isHard`: somebody dies meanwhile. */
  work(pool: Pool, isHard: boolean): Promise<void>;
  /** What was taken since it was asked last. */
  taken(): readonly Taken[];
  stop(): Promise<void>;
};
export type Furnished = { readonly random: Random; readonly pool: Pool };
