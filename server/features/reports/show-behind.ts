import type { Stage } from '../../../sync/rules/settings';
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { readBehind, type Behind, type Meant } from './behind.store';
import type { MeasureNoun } from './definition';
import { cellKey, type Report } from './report';
import { windowOf } from './report-month';
import { readReport, type WhichReport } from './show-report';

const SHOWN = 500;
export type BehindFigure = {
  /** What each of them is; null where the figure has no list. */
  readonly noun: MeasureNoun | null;
  /** Of customers, what the date and the stages of a row say. */
  readonly as: Meant['as'];
  readonly rows: readonly Behind[];
  /** How many there are in all: the first 500 are shown, and what was erased since is not. */
  readonly count: number;
};

/** What a figure was counted from. */
export async function showBehind(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  { group, row, column, ...which }: WhichReport & { group: string; row: string; column: string },
): Promise<BehindFigure> {
  const { report, ids } = await readReport(deps, member, which);
  const noun = Object.entries(report.definitions).find(([id]) => id === column)?.[1]?.noun;
  const those = ids[cellKey(group, row, column)];
  if (noun === undefined || those === undefined) return { noun: null, as: 'added', rows: [], count: 0 };
  const { stages } = await officeSettings(deps.pool);
  const meant = meantBy(report, column, row, stages);
  const rows = await readBehind(deps.pool, member, noun, those.slice(0, SHOWN), meant);
  return { noun, as: meant.as, rows, count: those.length };
}

/** What a figure that counts customers says of them. `row`: in the funnel the stage. */
export function meantBy(
  { month, zone, isSoFar, madeAt }: Pick<Report, 'month' | 'zone' | 'isSoFar' | 'madeAt'>,
  column: string,
  row: string,
  stages: readonly Pick<Stage, 'id' | 'kind'>[],
): Meant {
  const { fromMs, untilMs } = windowOf(month, zone);
  const span = { fromMs, untilMs: isSoFar ? Date.parse(madeAt) : untilMs };
  const ofKind = (...kinds: readonly Stage['kind'][]) =>
    stages.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  switch (column) {
    case 'won':
    case 'wonPer100':
      return { as: 'came', stages: ofKind('won'), ...span };
    case 'lost':
      return { as: 'came', stages: ofKind('lost'), ...span };
    case 'conversion':
      return { as: 'came', stages: ofKind('won', 'lost'), ...span };
    case 'entered':
      return { as: 'came', stages: [row], ...span };
    case 'left':
    case 'stageDays':
    case 'stageDaysMean':
      return { as: 'left', stages: [row], ...span };
    case 'standing':
      return { as: 'stood', stages: [row], ...span };
    default:
      return { as: 'added' };
  }
}
