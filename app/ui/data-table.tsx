import { CircleAlert } from 'lucide-react';
import { Fragment, useCallback, useState, type ReactNode, type RefCallback } from 'react';
import { Link } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './data-table.module.css';
import { iconSize } from './icon-size';
import { useScrollsSideways } from './use-scrolls-sideways';

export type DataColumn<Item> = {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (item: Item) => ReactNode;
  /** Figures end at one edge, which is what is taken where nothing is said; words begin at one. */
  readonly align?: 'start' | 'end';
  /** Left out where a phone has no room for it. */
  readonly isWideOnly?: boolean;
  /** What the eye compares above the heads, such as a bar; the cells below say all of it. */
  readonly picture?: ReactNode;
};

/**
 * Figures in rows and columns, named `label`. The first column heads its row. Head and first column stay in sight: the
 * head of a table that fits is held by what the screen scrolls; one that is wider scrolls in an area of its own, which
 * the Tab key then reaches.
 */
export function DataTable<Item>({
  label,
  describedBy,
  columns,
  rows,
  keyOf,
  density = 'regular',
  isSoft,
  errorOf,
  empty,
  fills,
  className,
}: {
  label: string;
  describedBy?: string;
  columns: readonly DataColumn<Item>[];
  rows: readonly Item[];
  keyOf: (item: Item) => string;
  /** Regular rows follow what the reader chose for lists; compact ones are figures that nobody presses. */
  density?: 'regular' | 'compact';
  /** Of rows that say something about the others, such as a total. */
  isSoft?: (item: Item) => boolean;
  /** What is wrong with a row, said below it. */
  errorOf?: (item: Item) => string | undefined;
  /** Stands there instead where there are no rows. */
  empty?: ReactNode;
  /** The table has what is left of the screen and scrolls in it both ways; it is told the area. */
  fills?: RefCallback<HTMLElement>;
  className?: string;
}) {
  const [area, setArea] = useState<HTMLElement | null>(null);
  const isWider = useScrollsSideways(area);
  const take = useCallback(
    (element: HTMLElement | null) => {
      setArea(element);
      fills?.(element);
    },
    [fills],
  );
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const classOf = (column: DataColumn<Item>, at: number) =>
    classNames(
      (column.align ?? (at === 0 ? 'start' : 'end')) === 'start' && styles.start,
      column.isWideOnly === true && styles.wideOnly,
    );
  return (
    <div
      ref={take}
      role="group"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={isWider || fills !== undefined ? 0 : undefined}
      className={classNames(styles.area, fills !== undefined && styles.fills, styles[density], className)}
      data-scrolls={isWider || undefined}
    >
      <table className={styles.table} aria-label={label} aria-describedby={describedBy}>
        <thead>
          {columns.some(({ picture }) => picture !== undefined) && (
            <tr aria-hidden="true">
              {columns.map((column, at) => (
                <td key={column.id} className={classNames(styles.picture, classOf(column, at))}>
                  {column.picture}
                </td>
              ))}
            </tr>
          )}
          <tr>
            {columns.map((column, at) => (
              <th key={column.id} scope="col" className={classOf(column, at)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const error = errorOf?.(row);
            return (
              <Fragment key={keyOf(row)}>
                <tr className={classNames(isSoft?.(row) === true && styles.soft, error !== undefined && styles.wrong)}>
                  {columns.map((column, at) =>
                    at === 0 ? (
                      <th key={column.id} scope="row" className={classOf(column, at)}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.id} className={classOf(column, at)}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
                {error !== undefined && (
                  <tr>
                    <td colSpan={columns.length} className={styles.error}>
                      <span>
                        <CircleAlert {...iconSize.small} />
                        {error}
                      </span>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A figure that leads to what it stands for; as large as a finger. */
export function CellLink({ href, label, children }: { href: string; label?: string; children: ReactNode }) {
  return (
    <Link href={href} aria-label={label} className={styles.link}>
      {children}
    </Link>
  );
}
