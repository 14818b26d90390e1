type Ordered = { readonly id: string; readonly order: number; readonly isArchived: boolean };

/**
 * Those whose order changes where one of `things` (in their order) changes places with its neighbour in use. Numbers
 * are given anew only where two are the same.
 */
export function moved<T extends Ordered>(things: readonly T[], id: string, by: -1 | 1): T[] {
  const inUse = things.filter(({ isArchived }) => !isArchived);
  const at = inUse.findIndex((thing) => thing.id === id);
  const [one, other] = [inUse[at], inUse[at + by]];
  if (one === undefined || other === undefined) return [];
  if (one.order !== other.order)
    return [
      { ...one, order: other.order },
      { ...other, order: one.order },
    ];
  const next = [...inUse];
  next.splice(at, 1);
  next.splice(at + by, 0, one);
  return next
    .map((thing, place) => ({ ...thing, order: (place + 1) * 10 }))
    .filter((thing) => thing.order !== inUse.find((before) => before.id === thing.id)?.order);
}
