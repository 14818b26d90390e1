import { NOUNS } from '../../../../sync/collections/nouns';

/** What the build after this one names: one more than the highest number of shapes that this one knows. */
export const NEXT_SHAPES =
  1 +
  Object.values(NOUNS)
    .flatMap(({ since, fields }) => [
      since,
      ...Object.values(fields).map((field: { since?: number }) => field.since ?? 0),
    ])
    .reduce((a, b) => Math.max(a, b), 1);
