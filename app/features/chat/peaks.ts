import { MAX_PEAKS } from '../../../sync/collections/message';

/** Bars of a wave that nobody has measured. */
export const FLAT: readonly number[] = Array.from({ length: 40 }, () => 12);

/**
 * So many of how loud it was, from 0 to 1, as fit a message: the loudest of each stretch, from 0 to 100, the loudest of
 * all is 100.
 */
export function peaksOf(levels: readonly number[]): number[] {
  if (levels.length === 0) return [];
  const count = Math.min(MAX_PEAKS, levels.length);
  const loudest = Math.max(...levels, 0.02);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((at + 1) * levels.length) / count));
    return Math.min(100, Math.round((Math.max(...levels.slice(from, to)) / loudest) * 100));
  });
}
