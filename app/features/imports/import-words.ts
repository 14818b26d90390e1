import type { api } from '../../api/client';
import type { ImportState, ImportTarget, RowOutcome } from '../../../sync/rules/import';
import type { Text } from '../../i18n/use-text';
import type { Tone } from '../../ui/badge';

export type ShownImport = Awaited<ReturnType<typeof api.imports.show.query>>;
export type Import = ShownImport['import'];
export type Counts = ShownImport['counts'];
export type RowPage = Awaited<ReturnType<typeof api.imports.rows.query>>;
export type ImportRow = RowPage['rows'][number];
export type Candidate = ImportRow['candidates'][number];

const STATE_TONES: Readonly<Record<ImportState, Tone>> = {
  columns: 'amber',
  checking: 'slate',
  ready: 'amber',
  running: 'slate',
  stopped: 'amber',
  done: 'accent',
  reverting: 'slate',
  reverted: 'neutral',
};
export const stateTone = (state: ImportState): Tone => STATE_TONES[state];

const OUTCOME_TONES: Readonly<Record<RowOutcome, Tone>> = {
  waiting: 'neutral',
  new: 'accent',
  joined: 'neutral',
  changed: 'slate',
  same: 'neutral',
  decide: 'amber',
  cannot: 'brick',
  leftOut: 'neutral',
};
export const outcomeTone = (outcome: RowOutcome): Tone => OUTCOME_TONES[outcome];

/** What a column may be, as one calls it. */
export const targetWords = (target: ImportTarget, t: Text): string =>
  target === 'fullName' ? t('imports.fullName') : t(`customers.field.${target}`);

export const isMoving = (state: ImportState): boolean =>
  state === 'checking' || state === 'running' || state === 'reverting';

/** Of how many rows it is so, and of how many it is done. */
export function sumOf({ outcomes }: Counts, ...which: readonly RowOutcome[]): { rows: number; done: number } {
  const sum = { rows: 0, done: 0 };
  for (const outcome of which) {
    sum.rows += outcomes[outcome]?.rows ?? 0;
    sum.done += outcomes[outcome]?.done ?? 0;
  }
  return sum;
}
