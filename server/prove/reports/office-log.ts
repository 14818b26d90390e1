/** All that happened in an office made up at random: what the reckoning counts from. */

export type Change = { readonly atMs: number; readonly owner: string; readonly stage: string; readonly source: string };
export type Person = { readonly id: string; readonly createdMs: number; readonly changes: Change[] };
export type Talk = {
  readonly id: string;
  readonly customer: Person;
  readonly author: string;
  readonly kind: 'call' | 'visit' | 'note';
  readonly outcome: string;
  readonly atMs: number;
};
export type Meeting = {
  readonly id: string;
  readonly customer: Person;
  readonly agent: string;
  readonly status: string;
  readonly madeMs: number;
  readonly startsMs: number;
  readonly isReminded: boolean;
};
export type Letter = {
  readonly id: string;
  readonly customer: Person;
  readonly isIn: boolean;
  readonly author: string;
  /** Of what we wrote: it left, and a person wrote it. */
  readonly counts: boolean;
  readonly atMs: number;
};
export type Post = {
  readonly customer: Person;
  readonly id: string;
  readonly batch: string;
  readonly state: string;
  readonly sentMs: number;
};
export type Log = {
  readonly teams: readonly string[];
  readonly teamOf: ReadonlyMap<string, string>;
  readonly people: readonly Person[];
  readonly talks: readonly Talk[];
  readonly meetings: readonly Meeting[];
  readonly letters: readonly Letter[];
  readonly posts: readonly Post[];
};
