/** Where a page of a list by time ended: the instant and id of its last row, as one word that a client hands back. */
const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** For the next call; null where the page was not full: that was all. `atOf`: the instant that the list goes by. */
export function cursorAfter<R extends { readonly id: string }>(
  rows: readonly R[],
  pageSize: number,
  atOf: (row: R) => string,
): string | null {
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
  return last === undefined ? null : `${atOf(last)} ${last.id}`;
}

/** The instant and id to go on from; nulls for what is not ours, or no time of any calendar: from the beginning. */
export function readTimeCursor(cursor: string | null): readonly [at: string, id: string] | readonly [null, null] {
  const [, at = '', id = ''] = FORM.exec(cursor ?? '') ?? [];
  return Number.isNaN(Date.parse(at)) ? [null, null] : [at, id];
}
