/**
 * Bars as rectangles, the same ones on the screen and on the pages of a report: how long they are, how they stand
 * below or beside one another, and what is too little to be seen. Lengths are in the units of whoever draws. Pure.
 */

export type BarShape = {
  /** Which of the row's figures it draws. */
  readonly series: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A figure that is more than nothing is never drawn as nothing. */
const LEAST_LENGTH = 0.5;

/** What the longest bar stands for; never 0, so that a chart of nothing draws nothing. */
export const greatestOf = (values: readonly (number | null | undefined)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1;

const lengthOf = (value: number | null | undefined, most: number, room: number) =>
  (value ?? 0) <= 0 ? 0 : Math.min(room, Math.max(((value ?? 0) / most) * room, LEAST_LENGTH));

/** One row: a bar for each of its figures, below one another from the left edge; of nothing there is none. */
export function rowBars(
  values: readonly (number | null | undefined)[],
  most: number,
  { width, thickness, gap }: { readonly width: number; readonly thickness: number; readonly gap: number },
): BarShape[] {
  return values.flatMap((value, series) => {
    const length = lengthOf(value, most, width);
    return length === 0
      ? []
      : [{ series, x: 0, y: gap / 2 + series * (thickness + gap), width: length, height: thickness }];
  });
}

/** How high a row of so many figures is. */
export const rowHeight = (figures: number, { thickness, gap }: { readonly thickness: number; readonly gap: number }) =>
  figures * (thickness + gap);

/** One column, standing on the lower edge of its box in the middle; null where there is nothing. */
export function columnBar(
  value: number | null | undefined,
  most: number,
  box: { readonly width: number; readonly height: number; readonly mostWidth: number },
): BarShape | null {
  const height = lengthOf(value, most, box.height);
  const width = Math.min(box.width, box.mostWidth);
  return height === 0 ? null : { series: 0, x: (box.width - width) / 2, y: box.height - height, width, height };
}
