/** What every measurement is: amounts that may be given, figures, and the limits they are held against. */
import type { Browser } from '@playwright/test';
import { say } from './report';

export type Amounts = Readonly<Record<string, number>>;
/** `unit` is only for the reader. */
export type Limit = {
  readonly what: string;
  readonly value: number;
  readonly unit?: string;
  readonly atMost?: number;
  readonly atLeast?: number;
};
export type BenchResult = { readonly figures: Readonly<Record<string, unknown>>; readonly limits: readonly Limit[] };
export type Bench<A extends Amounts = Amounts> = {
  /** Each may be given as an option: `--customers 5000`. */
  readonly amounts: A;
  run(browser: Browser, amounts: { readonly [K in keyof A]: number }): Promise<BenchResult>;
};

/** A value that is no number at all holds nothing. */
export const holds = ({ value, atMost = Infinity, atLeast = -Infinity }: Limit) => value <= atMost && value >= atLeast;

export function sayLimit(limit: Limit): void {
  const { what, value, unit = '', atMost, atLeast } = limit;
  const bound = atMost !== undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  say(`${holds(limit) ? 'ok    ' : 'MISSED'} ${what}: ${value}${unit === '' ? '' : ` ${unit}`} (${bound})`);
}
