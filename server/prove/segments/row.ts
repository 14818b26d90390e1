/** A stored row by the names of its fields. */
export type Row = Readonly<Record<string, unknown>>;
/** An instant up to so many days back, or ahead; milliseconds since 1970. */
export type Some = (backDays: number, aheadDays?: number) => number;
