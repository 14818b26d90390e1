/** Hash of names and contents of everything under `places` (files or folders, relative to the root) that `counts`. */
export function hashOf(places: readonly string[], counts?: (place: string) => boolean): string;
/** Content of a file below the root, '' when it cannot be read. */
export function readIfThere(place: string): string;
