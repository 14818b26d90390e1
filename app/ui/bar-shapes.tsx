import type { BarShape } from '../../sync/rules/bar-shapes';
import styles from './bar-shapes.module.css';

/** Puts bars on the screen, stretched to the room they are given; their figures stand beside them in letters. */
export function BarShapes({
  shapes,
  width,
  height,
  isSoft = false,
}: {
  shapes: readonly BarShape[];
  /** Of the box in which the shapes lie, in their units. */
  width: number;
  height: number;
  /** What is no row of its own, as a mean beside people. */
  isSoft?: boolean;
}) {
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={styles.shapes}
      data-soft={isSoft}
      style={{ height }}
      aria-hidden="true"
    >
      {shapes.map(({ series, ...box }) => (
        <rect key={series} data-series={series} {...box} />
      ))}
    </svg>
  );
}
