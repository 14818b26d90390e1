/**
 * The labels a customer bears, so that no device ever undoes another's: of each label how often it was put on or taken
 * off, and of two counts the greater stands. An odd one says that it is on. Putting on what is on counts nothing, so
 * two people who do the same do it once; whoever takes off what they see is not undone by one who saw less.
 */

/** By the id of a label in `settings` (settings.ts). */
export type LabelMarks = Readonly<Record<string, number>>;

const turnsOf = (marks: LabelMarks, id: string) => (Object.hasOwn(marks, id) ? (marks[id] ?? 0) : 0);
const isOn = (turns: number) => turns % 2 === 1;

/** Ids of those that are on, in their order. */
export const labelsOn = (marks: LabelMarks | undefined): string[] =>
  Object.keys(marks ?? {})
    .filter((id) => isOn(turnsOf(marks ?? {}, id)))
    .sort();

/** The marks with a label on or off; the very same ones where it is so already. */
export function withLabel(marks: LabelMarks | undefined, id: string, shallBeOn: boolean): LabelMarks {
  const turns = turnsOf(marks ?? {}, id);
  return isOn(turns) === shallBeOn ? (marks ?? {}) : { ...marks, [id]: turns + 1 };
}

/** `after` with every label as it was in `before`: a value that grows is taken back by one more turn. */
export function labelsAsBefore(before: LabelMarks | undefined, after: LabelMarks): LabelMarks {
  return Object.keys(after).reduce<LabelMarks>(
    (marks, id) => withLabel(marks, id, isOn(turnsOf(before ?? {}, id))),
    after,
  );
}
