/**
 * Which figure an address names: "group/row/column". A row may be the name of a place and bear slashes of its own;
 * groups and columns bear none.
 */
export function figurePlace(figure: string): { readonly group: string; readonly row: string; readonly column: string } {
  const [group = '', ...rest] = figure.split('/');
  const column = rest.pop() ?? '';
  return { group, row: rest.join('/'), column };
}
