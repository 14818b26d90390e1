/** What a measurement prints: a line per figure as it comes, and one line of JSON at the end. */
import { loadavg } from 'node:os';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));
export const loadNow = () => rounded(loadavg()[0] ?? 0);
