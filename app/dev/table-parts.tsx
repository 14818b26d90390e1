import { X } from 'lucide-react';
import { BarShapes } from '../ui/bar-shapes';
import { CellLink, DataTable, type DataColumn } from '../ui/data-table';
import { EmptyState } from '../ui/empty-state';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import { Panel } from '../ui/panel';
import { Part } from './part';
import styles from './parts.module.css';

type Line = { readonly id: string; readonly name: string; readonly values: readonly number[] };

const LINES: readonly Line[] = [
  { id: 'all', name: 'All of them', values: [1204, 96, 41] },
  { id: 'a', name: 'Sözleşmesi imzalanmış olanların gecikmiş ödemeleri', values: [812, 64, 0] },
  { id: 'b', name: 'Payments of signed contracts that were overdue at month end', values: [392, 32, 41] },
];
const HEADS = ['This month', 'Bir önceki ay', 'A year ago'];
const COLUMN = { width: 36, height: 88 };
const format = new Intl.NumberFormat('tr-TR');
const pictureOf = (at: number) => (
  <span style={{ display: 'block', width: 36, marginInlineStart: 'auto' }}>
    <BarShapes shapes={[{ x: 0, y: 20 * at, width: 36, height: 88 - 20 * at, series: 0 }]} {...COLUMN} />
  </span>
);
const columns: readonly DataColumn<Line>[] = [
  { id: 'name', head: 'Row', cell: ({ name }) => name },
  ...HEADS.map((head, at) => ({
    id: head,
    head,
    cell: ({ values }: Line) => format.format(values[at] ?? 0),
  })),
];
const leading: readonly DataColumn<Line>[] = [
  { id: 'name', head: 'Row', cell: ({ name }) => name },
  {
    id: 'first',
    head: 'Leads somewhere',
    picture: pictureOf(0),
    cell: ({ values: [value = 0] }) => <CellLink href="/dev/parts">{format.format(value)}</CellLink>,
  },
  { id: 'second', head: 'Does not', picture: pictureOf(2), cell: ({ values }) => format.format(values[1] ?? 0) },
  { id: 'words', head: 'Words', align: 'start', isWideOnly: true, cell: () => 'Begin at one edge' },
  {
    id: 'act',
    head: 'Does something',
    cell: ({ name }) => <IconButton label={`Remove ${name}`} icon={<X {...iconSize.row} />} />,
  },
];
const wide: readonly DataColumn<Line>[] = [
  { id: 'name', head: 'Row', cell: ({ name }) => name },
  ...Array.from({ length: 14 }, (_, at) => ({
    id: `month-${at}`,
    head: `${at + 1}. ay`,
    cell: ({ values }: Line) => format.format((values[0] ?? 0) * (at + 1)),
  })),
];

/** Tables of figures, which fit and which do not. */
export function TableParts() {
  return (
    <Part name="Data table">
      <Panel title="Regular, with a total" className={styles.whole}>
        <DataTable
          label="Regular"
          columns={columns}
          rows={LINES}
          keyOf={({ id }) => id}
          isSoft={({ id }) => id === 'all'}
        />
      </Panel>
      <Panel title="Compact, with a row that something is wrong with" className={styles.whole}>
        <DataTable
          label="Compact"
          density="compact"
          columns={columns}
          rows={LINES}
          keyOf={({ id }) => id}
          errorOf={({ id }) => (id === 'a' ? 'What is wrong with this row, and what to do.' : undefined)}
        />
      </Panel>
      <Panel title="Figures that lead somewhere, pictures above them" className={styles.whole}>
        <DataTable label="Leading" columns={leading} rows={LINES} keyOf={({ id }) => id} />
      </Panel>
      <Panel title="Wider than its place" className={styles.whole}>
        <DataTable label="Wide" columns={wide} rows={LINES} keyOf={({ id }) => id} />
      </Panel>
      <Panel title="Empty" className={styles.whole}>
        <DataTable
          label="Empty"
          columns={columns}
          rows={[]}
          keyOf={({ id }) => id}
          empty={<EmptyState title="Nothing was counted yet">It stands here from tomorrow on.</EmptyState>}
        />
      </Panel>
    </Part>
  );
}
