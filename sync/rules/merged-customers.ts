/** Records of one person: who stands for whom. The office's own is customer_root() of its database. */

/**
 * By record that is merged into another, the one that stands for it: the end of the chain. `mergedInto`: by record,
 * which it was merged into. A circle, which a device may hold until the office has refused one of its merges, is none:
 * each of its records stands for itself.
 */
export function rootsOf(mergedInto: ReadonlyMap<string, string>): Map<string, string> {
  const roots = new Map<string, string>();
  for (const id of mergedInto.keys()) {
    const root = endOf(id, mergedInto);
    if (root !== id) roots.set(id, root);
  }
  return roots;
}

function endOf(id: string, mergedInto: ReadonlyMap<string, string>): string {
  const path = [id];
  for (;;) {
    const next = mergedInto.get(path[path.length - 1] as string);
    if (next === undefined) return path[path.length - 1] as string;
    const met = path.indexOf(next);
    // In the circle itself one stands for itself; from outside, what is met first of it.
    if (met >= 0) return met === 0 ? id : next;
    path.push(next);
  }
}

/** All records of the person whose record `id` stands for, that one first. */
export function recordsOf(roots: ReadonlyMap<string, string>, id: string): readonly string[] {
  if (roots.size === 0) return [id];
  return [id, ...[...roots].flatMap(([record, root]) => (root === id ? [record] : [])).sort()];
}
