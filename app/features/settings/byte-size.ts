export type SizeParts = { readonly value: number; readonly unit: 'kilobyte' | 'megabyte' | 'gigabyte' };

/** Bytes in the unit a person would name them in. */
export function sizeParts(bytes: number): SizeParts {
  if (bytes >= 1e9) return { value: bytes / 1e9, unit: 'gigabyte' };
  return bytes >= 1e6 ? { value: bytes / 1e6, unit: 'megabyte' } : { value: bytes / 1e3, unit: 'kilobyte' };
}
