/** All that happened in an office made up at random: what is reckoned from. Times in milliseconds since 1970. */

export type Change = { readonly atMs: number; readonly owner: string; readonly stage: string; readonly source: string };
export type Person = {
  readonly id: string;
  readonly createdMs: number;
  /** '' for none. */
  readonly country: string;
  readonly city: string;
  readonly isAssumed: boolean;
  readonly deletedMs: number | null;
  /** Earliest first; the first is what they were entered with. */
  readonly changes: Change[];
};
export type Talk = {
  readonly id: string;
  readonly customer: Person;
  readonly author: string;
  readonly kind: 'call' | 'visit' | 'note';
  readonly outcome: string;
  readonly atMs: number;
  readonly isTakenBack: boolean;
};
export type Meeting = {
  readonly id: string;
  readonly customer: Person;
  readonly agent: string;
  readonly kind: string;
  readonly status: string;
  readonly madeMs: number;
  readonly startsMs: number;
  readonly endsMs: number;
  readonly isReminded: boolean;
  /** What stands for all of its dates, or one date of such that was changed. */
  readonly part: 'single' | 'series' | 'date';
  readonly deletedMs: number | null;
};
export type Letter = {
  readonly id: string;
  readonly customer: Person;
  readonly conversation: string;
  readonly isIn: boolean;
  readonly author: string;
  /** Of what we wrote: it left, and a person wrote it to this customer alone. */
  readonly counts: boolean;
  /** When it came, or left. */
  readonly atMs: number;
};
export type Post = {
  readonly customer: Person;
  readonly id: string;
  readonly batch: string;
  readonly state: string;
  readonly sentMs: number;
};
/** Minutes of a day from midnight. */
export type Hours = { readonly member: string; readonly weekday: number; readonly from: number; readonly to: number };
export type Holiday = {
  readonly firstOn: string;
  readonly lastOn: string;
  /** Minute of the first day from which it is free. */
  readonly since: number;
  readonly isYearly: boolean;
};
export type Absence = {
  readonly member: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly from: number;
  readonly to: number;
};
export type TargetSaid = {
  readonly team: string | null;
  readonly member: string | null;
  readonly measure: string;
  readonly fromMonth: string;
  readonly value: number | null;
};
export type Calendar = {
  readonly zone: string;
  /** Of the office ('' as member) and of members who keep hours of their own. */
  readonly hours: readonly Hours[];
  readonly holidays: readonly Holiday[];
  readonly absences: readonly Absence[];
  /** What each stage stands for, in their order. */
  readonly stages: readonly { readonly id: string; readonly kind: string }[];
};
/** The month that is reckoned, and the first instant after it; by the clocks of the office. */
export type MonthOfOffice = {
  readonly zone: string;
  readonly month: string;
  readonly fromMs: number;
  readonly untilMs: number;
};
export type Log = MonthOfOffice & {
  readonly calendar: Calendar;
  readonly teams: readonly string[];
  readonly members: readonly { readonly id: string; readonly team: string; readonly isAgent: boolean }[];
  readonly people: readonly Person[];
  readonly talks: readonly Talk[];
  readonly meetings: readonly Meeting[];
  readonly letters: readonly Letter[];
  readonly posts: readonly Post[];
  readonly targets: readonly TargetSaid[];
};
