/**
 * What one record that was passed on would hold, field by field: whoever applies it answers for all of it, so nothing
 * is left out but what the program writes with every record and, of a new one, what is empty.
 */
export function forwardedValues(
  values: Readonly<Record<string, unknown>>,
  isSilent: (field: string) => boolean,
): [field: string, value: unknown][] {
  const isNew = 'createdAt' in values;
  return Object.entries(values).filter(([field, value]) => !isSilent(field) && !(isNew && isEmpty(value)));
}

const isEmpty = (value: unknown) =>
  value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
