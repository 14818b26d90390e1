/** The funnel: who stands at which stage, came to it and left it, and how long they had stood there. Pure. */
import type { Settings } from '../../../sync/rules/settings';
import type { Words } from './definition';
import type { Facts } from './facts.store';
import { countedPeople, mean, median, typical, type Measured } from './measures';
import type { ColumnId, ReportGroup, ReportRow } from './report';
import { GROUP_NAMES, type GroupId } from './report-names';

export type RowOf = (
  group: GroupId,
  id: string,
  name: Words,
  measured: Readonly<Partial<Record<ColumnId, Measured>>>,
) => ReportRow;

export function stagesOf({ moves, standing }: Facts, { stages }: Settings, rowOf: RowOf): ReportGroup {
  const counted = (items: readonly { id: string }[]): Measured => {
    const ids = [...new Set(items.map(({ id }) => id))];
    return { value: ids.length, ids };
  };
  const rows = stages.map(({ id, nameTr, nameEn }) => {
    const left = moves.filter(({ from }) => from === id);
    const timed = left.filter(({ days }) => days !== null);
    const days = timed.map((one) => one.days!);
    return rowOf(
      'stages',
      id,
      { tr: nameTr, en: nameEn || nameTr },
      {
        standing: counted(standing.filter(({ stage }) => stage === id)),
        entered: countedPeople(moves.filter(({ to }) => to === id)),
        left: countedPeople(left),
        stageDays: typical(median, days, timed),
        stageDaysMean: typical(mean, days, timed),
      },
    );
  });
  return {
    id: 'stages',
    name: GROUP_NAMES.stages,
    columns: ['standing', 'entered', 'left', 'stageDays', 'stageDaysMean'],
    rows,
  };
}
